package io.github.ecremulator.contract.registry;

import static io.github.ecremulator.contract.registry.Bytes.MIB;
import static io.github.ecremulator.contract.registry.RegistryUnderTest.closing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;

/** Several clients at once. */
class ConcurrencyTest {

    @RegisterExtension
    final RegistryUnderTest registry = RegistryUnderTest.with("app", "other");

    @Test
    @Observed("docker uploads five layers at a time")
    void fiveLayersAreUploadedAtOnce() {
        List<byte[]> layers = List.of(
                Bytes.random(1, 2 * MIB),
                Bytes.random(2, 3 * MIB),
                Bytes.random(3, 10),
                Bytes.random(4, MIB),
                Bytes.random(5, 6 * MIB));
        registry.token();

        atOnce(5, i -> () -> {
            byte[] layer = layers.get(i);
            String location = registry.openUpload("app");
            location =
                    registry.patch(location).chunked(layer).send().expect(201).location();
            return registry.put(closing(location, Bytes.sha256(layer))).send().expect(201);
        });

        for (byte[] layer : layers) {
            assertThat(registry.get("/v2/app/blobs/" + Bytes.sha256(layer))
                            .send()
                            .expect(200)
                            .body())
                    .isEqualTo(layer);
        }
        assertThat(registry.emulator().usage().openUploads()).isZero();
    }

    @Test
    @Documented("API Reference, InitiateLayerUpload: uploads of the same layer are independent")
    void twoClientsPushTheSameDigestAtOnce() {
        byte[] layer = Bytes.random(6, 4 * MIB);
        String digest = Bytes.sha256(layer);
        registry.token();

        List<Answer> answers = atOnce(
                6,
                i -> () -> registry.put(closing(registry.openUpload(i % 2 == 0 ? "app" : "other"), digest))
                        .body(layer)
                        .send());

        assertThat(answers).allSatisfy(answer -> answer.expect(201));
        assertThat(registry.get("/v2/app/blobs/" + digest).send().body()).isEqualTo(layer);
        assertThat(registry.get("/v2/other/blobs/" + digest).send().body()).isEqualTo(layer);
        assertThat(registry.emulator().usage().openUploads()).isZero();
    }

    @Test
    @Documented("User Guide: a tag names one image")
    void manyImagesPushedUnderOneTagLeaveOneTagged() {
        List<SampleManifest> images = images(8);

        List<Answer> answers = atOnce(8, i -> () -> registry.putManifest("app", "latest", images.get(i)));

        assertThat(answers).allSatisfy(answer -> answer.expect(201));
        assertThat(registry.api().listImages(r -> r.repositoryName("app")).imageIds())
                .hasSize(8)
                .filteredOn(id -> id.imageTag() != null)
                .hasSize(1);
        byte[] tagged =
                registry.get("/v2/app/manifests/latest").send().expect(200).body();
        assertThat(images).extracting(SampleManifest::bytes).contains(tagged);
    }

    @Test
    @Observed("TAG_INVALID for whoever comes second")
    void oneOfManyWinsAnImmutableTag() {
        registry.api()
                .putImageTagMutability(r -> r.repositoryName("app").imageTagMutability(ImageTagMutability.IMMUTABLE));
        List<SampleManifest> images = images(8);

        List<Answer> answers = atOnce(8, i -> () -> registry.putManifest("app", "1", images.get(i)));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> answer.expectErrorCode(400, "TAG_INVALID"));
        assertThat(registry.api().listImages(r -> r.repositoryName("app")).imageIds())
                .hasSize(1);
    }

    @Test
    @Documented("API Reference, UploadLayerPart: parts are strictly sequential, the same bytes are taken once")
    void theSameChunkSentTwiceAtOnceIsTakenOnce() {
        byte[] blob = Bytes.random(7, 5 * MIB + 100);
        String location = registry.openUpload("app");

        List<Answer> answers = atOnce(
                4,
                i -> () -> registry.patch(location)
                        .header("Content-Range", "0-" + (5 * MIB - 1))
                        .body(Bytes.slice(blob, 0, 5 * MIB))
                        .send());

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> answer.expectErrorCode(416, "BLOB_UPLOAD_INVALID"));
        registry.put(closing(location, Bytes.sha256(blob)))
                .body(Bytes.slice(blob, 5 * MIB, blob.length))
                .send()
                .expect(201);
        assertThat(registry.get("/v2/app/blobs/" + Bytes.sha256(blob)).send().body())
                .isEqualTo(blob);
    }

    @Test
    @Documented("API Reference, CompleteLayerUpload: the upload id is consumed")
    void anUploadClosedTwiceAtOnceIsClosedOnce() {
        byte[] blob = Bytes.random(8, MIB);
        String location = registry.openUpload("app");
        registry.patch(location).body(blob).send().expect(201);

        List<Answer> answers = atOnce(
                4,
                i -> () -> registry.put(closing(location, Bytes.sha256(blob))).send());

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> answer.expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN"));
    }

    @Test
    @Assumed("a pull that has begun ends well: S3 serves what it has begun to serve")
    void aDeletionDoesNotDisturbAPullThatHasBegun() {
        byte[] layer = Bytes.random(9, 48 * MIB);
        byte[] config = Bytes.of("{}");
        SampleManifest image = SampleManifest.written(
                SampleManifest.OCI_IMAGE,
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
                        .formatted(
                                SampleManifest.OCI_IMAGE,
                                SampleManifest.descriptor("application/vnd.oci.image.config.v1+json", config),
                                SampleManifest.descriptor("application/vnd.oci.image.layer.v1.tar", layer)),
                List.of(config, layer),
                List.of());
        registry.push("app", "1", image);
        try (BareConnection connection = registry.connect()) {
            connection.send("GET", "/v2/app/blobs/" + Bytes.sha256(layer), registry.signedIn());
            byte[] begun = connection.readSome(10_000);

            registry.delete("/v2/app/manifests/" + image.digest()).send().expect(202);
            registry.api().deleteRepository(r -> r.repositoryName("app").force(true));
            registry.get("/v2/app/manifests/1").send().expectErrorCode(404, "NAME_UNKNOWN");

            assertThat(wholeBody(connection, begun, layer.length)).isEqualTo(layer);
        }
    }

    @Test
    @Documented("User Guide: pushes of one image from many machines at once")
    void theSameImageIsPushedByManyClientsAtOnce() {
        SampleManifest image = SampleManifest.ociImage("shared");
        registry.token();

        List<Answer> answers = atOnce(6, i -> () -> registry.push("app", "tag-" + i, image));

        assertThat(answers).allSatisfy(answer -> answer.expect(201));
        assertThat(registry.api().describeImages(r -> r.repositoryName("app")).imageDetails())
                .singleElement()
                .satisfies(detail -> assertThat(detail.imageTags()).hasSize(6));
    }

    @Test
    @Documented("OCI distribution-spec 1.1, end-7a: a push answers for itself, whatever is deleted right after it")
    void aPushSucceedsEvenIfTheImageIsDeletedAtOnce() {
        SampleManifest image = SampleManifest.ociImage("short-lived");
        registry.provide("app", image);
        String path = "/v2/app/manifests/" + image.digest();

        List<List<Answer>> answers = atOnce(
                2,
                i -> () -> IntStream.range(0, 300)
                        .mapToObj(round -> i == 0
                                ? registry.putManifest("app", image.digest(), image)
                                : registry.delete(path).send())
                        .toList());

        assertThat(answers.get(0)).allSatisfy(push -> push.expect(201));
        assertThat(answers.get(1)).extracting(Answer::status).isSubsetOf(202, 404);
    }

    private static byte[] wholeBody(BareConnection connection, byte[] begun, int length) {
        String start = new String(begun, StandardCharsets.ISO_8859_1);
        int header = start.indexOf("\r\n\r\n") + 4;
        byte[] body = Arrays.copyOf(Bytes.slice(begun, header, begun.length), length);
        byte[] rest = connection.readSome(length - (begun.length - header));
        System.arraycopy(rest, 0, body, begun.length - header, rest.length);
        return body;
    }

    private List<SampleManifest> images(int count) {
        List<SampleManifest> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SampleManifest image = SampleManifest.ociImage("image " + i);
            registry.provide("app", image);
            images.add(image);
        }
        return images;
    }

    /** Starts this many calls at the same moment, each on a thread of its own, and waits for all. */
    private static <T> List<T> atOnce(int count, IntFunction<Callable<T>> call) {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            CyclicBarrier start = new CyclicBarrier(count);
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Callable<T> mine = call.apply(i);
                running.add(threads.submit(() -> {
                    start.await();
                    return mine.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : running) {
                results.add(future.get());
            }
            return results;
        } catch (Exception failed) {
            throw new AssertionError(failed);
        } finally {
            threads.shutdownNow();
        }
    }
}
