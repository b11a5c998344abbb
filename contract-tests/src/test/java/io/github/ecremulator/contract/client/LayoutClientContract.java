package io.github.ecremulator.contract.client;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecremulator.contract.evidence.Documented;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of clients that copy OCI image layouts to and from a registry, byte for byte, and artifacts too. */
abstract class LayoutClientContract extends RegistryClientContract {

    private static final String SBOM = "application/spdx+json";

    private @Nullable Path pulled;

    LayoutClientContract(String name) {
        super(name);
    }

    abstract Screen push(OciLayout image, String reference) throws IOException;

    abstract Screen pull(String reference, Path layout) throws IOException;

    /** Makes an artifact about the image, in the client's own way, and pushes it to the image's repository. */
    abstract Screen attach(String artifactType, String content, String repository, Descriptor subject)
            throws IOException;

    @Override
    final Screen push(String content, String reference) throws IOException {
        return push(OciLayout.image(home.newDirectory("image"), content), reference);
    }

    @Override
    final Screen pushTwoPlatforms(String content, String reference) throws IOException {
        return push(OciLayout.twoPlatforms(home.newDirectory("index"), content), reference);
    }

    @Override
    final Screen pull(String reference) throws IOException {
        pulled = home.newDirectory("pulled").resolve("layout");
        return pull(reference, pulled);
    }

    @Override
    final Set<String> pulledDigests(String reference) throws IOException {
        return Set.copyOf(OciLayout.rootDigests(requireNonNull(pulled, "pull first")));
    }

    @Test
    @Documented("https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-manifests")
    void keepsTheDigestAndTheSizeOfAnImage() throws Exception {
        String repository = newRepository();
        OciLayout image = OciLayout.image(home.newDirectory("image"), "kept");
        logIn(emulator.password()).succeeded();

        push(image, emulator.reference(repository, "1.0")).succeeded();

        JsonNode shown = aws().image(repository, "1.0");
        assertEquals(image.digest(), shown.get("imageDigest").asText());
        assertEquals(image.size(), shown.get("imageSizeInBytes").asLong());
    }

    @Test
    @Documented("https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImageReferrers.html")
    void attachesAnArtifactThatBothDoorsList() throws Exception {
        String repository = newRepository();
        OciLayout image = OciLayout.image(home.newDirectory("image"), "with an SBOM");
        logIn(emulator.password()).succeeded();
        push(image, emulator.reference(repository, "1.0")).succeeded();

        attach(SBOM, "{\"spdxVersion\":\"SPDX-2.3\"}", emulator.registry() + "/" + repository, image.root())
                .succeeded();

        List<Referrers.Referrer> referrers = Referrers.atTheRegistry(emulator, repository, image.digest());
        assertEquals(
                List.of(SBOM),
                referrers.stream().map(Referrers.Referrer::artifactType).toList());
        assertEquals(referrers, Referrers.atTheApi(aws(), emulator, repository, image.digest()));
        String artifact = manifest(repository, referrers.get(0).digest());
        assertEquals(
                image.digest(),
                new ObjectMapper()
                        .readTree(artifact)
                        .get("subject")
                        .get("digest")
                        .asText());
    }
}
