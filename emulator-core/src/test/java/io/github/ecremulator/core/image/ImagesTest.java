package io.github.ecremulator.core.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.fixture.TestImage;
import io.github.ecremulator.core.identity.Caller;
import io.github.ecremulator.core.image.ImageFailure.Kind;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.ImageId;
import io.github.ecremulator.core.model.ImageTag;
import io.github.ecremulator.core.model.MediaTypes;
import io.github.ecremulator.core.model.PageRequest;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.model.RepositoryName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImagesTest {

    private final EcrEmulator emulator = EcrEmulator.inMemory();
    private final RepositoryId app = new RepositoryId(emulator.home(), new RepositoryName("app"));
    private final Caller caller = Caller.administrator(
            emulator.home().account(), emulator.home().region().partition());

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void aFilterOnReferrersPassesOverAnIndexThatHasNoType() {
        TestImage subject = TestImage.of("subject");
        emulator.push("app:1", subject);
        put("""
                {"schemaVersion":2,"mediaType":"%s","manifests":[],
                 "subject":{"mediaType":"%s","digest":"%s","size":%d}}""".formatted(MediaTypes.OCI_INDEX, subject.mediaType(), subject.digest(), subject.manifest().length));
        String signature = emulator.push("app", subject.referrer("application/vnd.example.signature", "signed"));

        List<String> found = emulator
                .images()
                .referrers(
                        caller,
                        app,
                        new Digest(subject.digest()),
                        Set.of("application/vnd.example.signature"),
                        Optional.empty(),
                        PageRequest.first(10))
                .items()
                .stream()
                .map(referrer -> referrer.image().digest().value())
                .toList();

        assertEquals(List.of(signature), found);
    }

    @Test
    void failuresOfABatchComeInTheOrderInWhichTheImagesWereNamed() {
        TestImage member = TestImage.of("member");
        emulator.push("app:1", TestImage.index(member));

        BatchResult<ImageId> result = emulator.images()
                .delete(caller, app, List.of(new ImageId(member.digest(), null), new ImageId(null, "nope")));

        assertEquals(
                List.of(Kind.REFERENCED_BY_INDEX, Kind.NOT_FOUND),
                result.failures().stream().map(ImageFailure::kind).toList());
    }

    /** The digest of a signed manifest is not that of its bytes, so two signatures of one manifest share it. */
    @Test
    void twoSignaturesOfOneManifestKeepTheirOwnBytes() {
        TestImage image = TestImage.of("layer");
        emulator.push("app:layers", image);
        emulator.push("other:layers", image);
        RepositoryId other = new RepositoryId(emulator.home(), new RepositoryName("other"));
        String layer = image.blobs().get(1).digest();

        TaggedImage first = push(app, signed(layer, "first"));
        TaggedImage second = push(other, signed(layer, "second"));

        assertEquals(first.image().digest(), second.image().digest());
        assertArrayEquals(bytes(signed(layer, "first")), pulled(app));
        assertArrayEquals(bytes(signed(layer, "second")), pulled(other));
    }

    private static String signed(String layer, String signature) {
        String payload = "{\"schemaVersion\":1,\"fsLayers\":[{\"blobSum\":\"" + layer + "\"}]";
        String header = "{\"formatLength\":" + payload.length() + ",\"formatTail\":\"" + base64("}") + "\"}";
        return payload + ",\"signatures\":[{\"signature\":\"" + signature + "\",\"protected\":\"" + base64(header)
                + "\"}]}";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] pulled(RepositoryId repository) {
        return emulator.images()
                .pull(caller, repository, ImageId.ofTag(new ImageTag("signed")))
                .manifest();
    }

    private TaggedImage push(RepositoryId repository, String manifest) {
        return emulator.images()
                .push(
                        caller,
                        repository,
                        new Images.Push(
                                bytes(manifest), MediaTypes.DOCKER_SCHEMA1_SIGNED, new ImageTag("signed"), null));
    }

    private void put(String manifest) {
        emulator.images().put(caller, app, new Images.Push(bytes(manifest), null, null, null));
    }
}
