package io.github.ecremulator.contract.api;

import static io.github.ecremulator.contract.api.RepositoryUnderTest.digest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchCheckLayerAvailabilityResponse;
import software.amazon.awssdk.services.ecr.model.GetDownloadUrlForLayerResponse;
import software.amazon.awssdk.services.ecr.model.Layer;
import software.amazon.awssdk.services.ecr.model.LayerAvailability;
import software.amazon.awssdk.services.ecr.model.LayerFailure;
import software.amazon.awssdk.services.ecr.model.LayerFailureCode;
import software.amazon.awssdk.services.ecr.model.LayerInaccessibleException;
import software.amazon.awssdk.services.ecr.model.LayersNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

class LayersTest {

    private static final String ABSENT = "sha256:" + "0".repeat(64);

    @RegisterExtension
    static final EcrUnderTest ecr = new EcrUnderTest();

    private static EcrClient client() {
        return ecr.client();
    }

    @Nested
    class BatchCheckLayerAvailability {

        private BatchCheckLayerAvailabilityResponse check(String... digests) {
            return client().batchCheckLayerAvailability(
                            r -> r.repositoryName("app").layerDigests(digests));
        }

        @Test
        @Documented(ApiReference.BATCH_CHECK_LAYER_AVAILABILITY)
        void tellsSizeAndTypeOfTheLayersOfAnImage() {
            RepositoryUnderTest app = ecr.repository("app");
            Blob config = Blob.config("content").as(Blob.DOCKER_CONFIG);
            Blob layer = Blob.layer("content").as(Blob.DOCKER_LAYER);
            app.upload(config, layer);
            app.put(Manifest.dockerImage(config, layer), "1.0");

            BatchCheckLayerAvailabilityResponse answer = check(layer.digest(), config.digest());

            assertThat(answer.failures()).isEmpty();
            assertThat(answer.layers()).containsExactly(available(layer), available(config));
        }

        private Layer available(Blob blob) {
            return Layer.builder()
                    .layerDigest(blob.digest())
                    .layerAvailability(LayerAvailability.AVAILABLE)
                    .layerSize((long) blob.size())
                    .mediaType(blob.mediaType())
                    .build();
        }

        @Test
        @Observed("awslabs/amazon-ecr-containerd-resolver, ecr/layer_writer.go: what it acts upon")
        void saysThatALayerIsUnavailableThatWasNeverUploaded() {
            ecr.repository("app");

            BatchCheckLayerAvailabilityResponse answer = check(ABSENT);

            assertThat(answer.failures()).isEmpty();
            assertThat(answer.layers())
                    .containsExactly(Layer.builder()
                            .layerDigest(ABSENT)
                            .layerAvailability(LayerAvailability.UNAVAILABLE)
                            .build());
        }

        @Test
        @Assumed("a client that just uploaded a layer has no need to upload it again")
        void saysThatALayerIsAvailableBeforeAnImageUsesIt() {
            RepositoryUnderTest app = ecr.repository("app");
            Blob layer = Blob.layer("content");
            app.upload(layer);

            Layer answer = check(layer.digest()).layers().get(0);

            assertThat(answer.layerAvailability()).isEqualTo(LayerAvailability.AVAILABLE);
            assertThat(answer.layerSize()).isEqualTo(layer.size());
        }

        @Test
        @Documented(ApiReference.BATCH_CHECK_LAYER_AVAILABILITY)
        void looksIntoOneRepositoryOnly() {
            ecr.repository("app");
            ecr.repository("other").pushed("content", "1.0");

            assertThat(check(Blob.layer("content").digest()).layers())
                    .extracting(Layer::layerAvailability)
                    .containsExactly(LayerAvailability.UNAVAILABLE);
        }

        @Test
        @Assumed("an upload is no layer before it is completed")
        void doesNotKnowALayerThatIsStillUploaded() {
            RepositoryUnderTest app = ecr.repository("app");
            Blob layer = Blob.layer("content");
            app.startedUpload(layer.bytes());

            assertThat(check(layer.digest()).layers())
                    .extracting(Layer::layerAvailability)
                    .containsExactly(LayerAvailability.UNAVAILABLE);
        }

        @Test
        @Assumed("the sentence that is known for digests of images, said of layers")
        void reportsADigestThatIsNone() {
            RepositoryUnderTest app = ecr.repository("app");
            Blob layer = Blob.layer("content");
            app.upload(layer);

            BatchCheckLayerAvailabilityResponse answer = check("no digest", layer.digest());

            assertThat(answer.layers()).extracting(Layer::layerDigest).containsExactly(layer.digest());
            assertThat(answer.failures())
                    .containsExactly(LayerFailure.builder()
                            .layerDigest("no digest")
                            .failureCode(LayerFailureCode.INVALID_LAYER_DIGEST)
                            .failureReason("Invalid request parameters: layer digest should satisfy the regex"
                                    + " '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'")
                            .build());
        }

        @Test
        @Documented(ApiReference.SERVICE_MODEL)
        void reportsADigestThatIsEmpty() {
            ecr.repository("app");

            assertThat(check("").failures())
                    .extracting(LayerFailure::failureCode)
                    .containsExactly(LayerFailureCode.MISSING_LAYER_DIGEST);
        }

        @Test
        @Documented(ApiReference.SERVICE_MODEL)
        void takesOneToAHundredDigests() {
            ecr.repository("app");

            assertThat(check(IntStream.range(0, 100)
                                    .mapToObj(i -> "sha256:%064x".formatted(i))
                                    .toArray(String[]::new))
                            .layers())
                    .hasSize(100);
            ecr.refusal(() -> check(Collections.nCopies(101, ABSENT).toArray(String[]::new)))
                    .isInvalidParameter("layerDigests", "Member must have length less than or equal to 100");
            ecr.refusal(() -> check())
                    .isInvalidParameter("layerDigests", "Member must have length greater than or equal to 1");
        }

        @Test
        @Observed(Sighting.REPOSITORY_NOT_FOUND)
        void refusesARepositoryThatIsNotThere() {
            ecr.refusal(() -> check(ABSENT))
                    .is(RepositoryNotFoundException.class)
                    .says("The repository with name 'app' does not exist in the registry with id '123456789012'");
        }
    }

    @Nested
    class GetDownloadUrlForLayer {

        private GetDownloadUrlForLayerResponse urlFor(String digest) {
            return client().getDownloadUrlForLayer(r -> r.repositoryName("app").layerDigest(digest));
        }

        @Test
        @Documented(ApiReference.GET_DOWNLOAD_URL_FOR_LAYER)
        void answersAUrlThatGivesTheBytesToAnyone() {
            RepositoryUnderTest app = ecr.repository("app");
            app.pushed("content", "1.0");
            Blob layer = Blob.layer("content");

            GetDownloadUrlForLayerResponse answer = urlFor(layer.digest());

            assertThat(answer.layerDigest()).isEqualTo(layer.digest());
            HttpResponse<byte[]> download = download(answer.downloadUrl());
            assertThat(download.statusCode()).isEqualTo(200);
            assertThat(download.body()).isEqualTo(layer.bytes());
        }

        @Test
        @Documented(ApiReference.GET_DOWNLOAD_URL_FOR_LAYER)
        void answersAUrlForAConfigToo() {
            RepositoryUnderTest app = ecr.repository("app");
            app.pushed("content", "1.0");
            Blob config = Blob.config("content");

            assertThat(download(urlFor(config.digest()).downloadUrl()).body()).isEqualTo(config.bytes());
        }

        @Test
        @Observed("the X-Amz-Expires=3600 of real download URLs")
        void answersAUrlThatIsGoodForAnHour() {
            RepositoryUnderTest app = ecr.repository("app");
            app.pushed("content", "1.0");
            String url = urlFor(Blob.layer("content").digest()).downloadUrl();

            ecr.emulator().clock().advance(Duration.ofMinutes(59));
            assertThat(download(url).statusCode()).isEqualTo(200);

            ecr.emulator().clock().advance(Duration.ofMinutes(2));
            assertThat(download(url).statusCode()).isEqualTo(403);
        }

        @Test
        @Assumed("a URL that anyone may use must not be one that anyone can make up")
        void answersAUrlThatCannotBeBentToAnotherLayer() {
            RepositoryUnderTest app = ecr.repository("app");
            app.pushed("content", "1.0");
            app.pushed("secret", "2.0");
            Blob layer = Blob.layer("content");
            Blob secret = Blob.layer("secret");
            String url = urlFor(layer.digest()).downloadUrl();

            String bent = url.replace(
                            layer.digest().substring(7), secret.digest().substring(7))
                    .replaceAll("[?].*", "");

            assertThat(download(bent).statusCode()).isNotEqualTo(200);
        }

        @Test
        @Observed(Sighting.LAYER_NOT_FOUND)
        void refusesALayerThatWasNeverUploaded() {
            ecr.repository("app");

            ecr.refusal(() -> urlFor(ABSENT))
                    .is(LayersNotFoundException.class)
                    .says("The layer with digest '" + ABSENT + "' does not exist within the repository"
                            + " with name 'app' in the registry with id '123456789012'");
        }

        @Test
        @Documented(ApiReference.GET_DOWNLOAD_URL_FOR_LAYER)
        void refusesALayerOfAnotherRepository() {
            ecr.repository("other").pushed("content", "1.0");
            ecr.repository("app");

            ecr.refusal(() -> urlFor(Blob.layer("content").digest())).is(LayersNotFoundException.class);
        }

        @Test
        @Documented(ApiReference.GET_DOWNLOAD_URL_FOR_LAYER)
        void refusesALayerThatNoImageUses() {
            RepositoryUnderTest app = ecr.repository("app");
            Blob layer = Blob.layer("content");
            app.upload(layer);

            ecr.refusal(() -> urlFor(layer.digest())).is(LayerInaccessibleException.class);
        }

        @Test
        @Assumed("a layer whose only image is deleted is no image's any longer")
        void refusesALayerWhoseImageIsGone() {
            RepositoryUnderTest app = ecr.repository("app");
            Manifest image = app.pushed("content", "1.0");

            app.delete(digest(image));

            Refusal refusal = ecr.refusal(() -> urlFor(Blob.layer("content").digest()));
            assertThat(refusal.exception())
                    .isInstanceOfAny(LayersNotFoundException.class, LayerInaccessibleException.class);
        }

        @Test
        @Documented(ApiReference.SERVICE_MODEL)
        void refusesADigestThatIsNone() {
            ecr.repository("app");

            for (String wrong : List.of("no digest", "", "sha256:", "sha256:xyz")) {
                ecr.refusal(() -> urlFor(wrong))
                        .isInvalidParameter(
                                "layerDigest",
                                "Member must satisfy regular expression pattern: [a-zA-Z0-9-_+.]+:[a-fA-F0-9]+");
            }
        }

        @Test
        @Observed(Sighting.REPOSITORY_NOT_FOUND)
        void refusesARepositoryThatIsNotThere() {
            ecr.refusal(() -> urlFor(ABSENT))
                    .is(RepositoryNotFoundException.class)
                    .says("The repository with name 'app' does not exist in the registry with id '123456789012'");
        }

        private HttpResponse<byte[]> download(String url) {
            try {
                return HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(URI.create(url)).GET().build(), BodyHandlers.ofByteArray());
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
