package io.github.ecremulator.contract.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.CompleteLayerUploadResponse;
import software.amazon.awssdk.services.ecr.model.EmptyUploadException;
import software.amazon.awssdk.services.ecr.model.InitiateLayerUploadResponse;
import software.amazon.awssdk.services.ecr.model.InvalidLayerException;
import software.amazon.awssdk.services.ecr.model.InvalidLayerPartException;
import software.amazon.awssdk.services.ecr.model.LayerAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.LayerAvailability;
import software.amazon.awssdk.services.ecr.model.LayerPartTooSmallException;
import software.amazon.awssdk.services.ecr.model.LimitExceededException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.UploadLayerPartResponse;
import software.amazon.awssdk.services.ecr.model.UploadNotFoundException;

class LayerUploadTest {

    private static final int SMALLEST_PART = 5 * 1024 * 1024;
    private static final int LARGEST_PART = 20 * 1024 * 1024;
    private static final String NOWHERE = "00000000-0000-4000-8000-000000000000";
    private static final String NO_REPOSITORY =
            "The repository with name 'nope' does not exist in the registry with id '123456789012'";

    @RegisterExtension
    static final EcrUnderTest ecr = new EcrUnderTest();

    private static EcrClient client() {
        return ecr.client();
    }

    private static boolean isAvailable(String repository, String digest) {
        return client().batchCheckLayerAvailability(
                                r -> r.repositoryName(repository).layerDigests(digest))
                        .layers()
                        .get(0)
                        .layerAvailability()
                == LayerAvailability.AVAILABLE;
    }

    private static void assertNoUploadIsLeft() {
        assertThat(ecr.emulator().usage().openUploads()).isZero();
        assertThat(ecr.emulator().usage().temporaryFiles()).isZero();
    }

    @Nested
    class InitiateLayerUpload {

        @Test
        @Documented(ApiReference.INITIATE_LAYER_UPLOAD)
        void answersAnIdAndTheSizeOfParts() {
            ecr.repository("app");

            InitiateLayerUploadResponse answer = client().initiateLayerUpload(r -> r.repositoryName("app"));

            assertThat(UUID.fromString(answer.uploadId())).hasToString(answer.uploadId());
            assertThat(answer.partSize()).isEqualTo(10_485_760);
        }

        @Test
        @Observed(Sighting.REPOSITORY_NOT_FOUND)
        void refusesARepositoryThatIsNotThere() {
            ecr.refusal(() -> client().initiateLayerUpload(r -> r.repositoryName("nope")))
                    .is(RepositoryNotFoundException.class)
                    .says(NO_REPOSITORY);
        }
    }

    @Nested
    class UploadLayerPart {

        @Test
        @Documented(ApiReference.UPLOAD_LAYER_PART)
        void answersWithTheLastByteItHas() {
            RepositoryUnderTest app = ecr.repository("app");
            String uploadId = app.startedUpload();

            UploadLayerPartResponse answer = client().uploadLayerPart(r -> r.repositoryName("app")
                    .uploadId(uploadId)
                    .partFirstByte(0L)
                    .partLastByte(99L)
                    .layerPartBlob(SdkBytes.fromByteArray(new byte[100])));

            assertThat(answer.registryId()).isEqualTo(EcrUnderTest.ACCOUNT);
            assertThat(answer.repositoryName()).isEqualTo("app");
            assertThat(answer.uploadId()).isEqualTo(uploadId);
            assertThat(answer.lastByteReceived()).isEqualTo(99);
            assertThat(app.sendPart(uploadId, 100, new byte[1])).isEqualTo(100);
        }

        @Test
        @Documented(ApiReference.SERVICE_MODEL)
        void takesPartsOfTwentyMebibytesAndNotOneByteMore() {
            RepositoryUnderTest app = ecr.repository("app");
            String uploadId = app.startedUpload();

            ecr.refusal(() -> app.sendPart(uploadId, 0, new byte[LARGEST_PART + 1]))
                    .isInvalidParameter("layerPartBlob", "Member must have length less than or equal to 20971520");

            assertThat(app.sendPart(uploadId, 0, new byte[LARGEST_PART])).isEqualTo(LARGEST_PART - 1);
        }

        @Test
        @Observed(Sighting.LAYER_PART_OUT_OF_ORDER)
        void refusesAPartThatComesAgain() {
            RepositoryUnderTest app = ecr.repository("app");
            String uploadId = app.startedUpload(new byte[10_485_760], new byte[10_485_760]);

            Refusal refusal = ecr.refusal(() -> app.sendPart(uploadId, 10_485_760, new byte[10]))
                    .is(InvalidLayerPartException.class)
                    .says("First byte of the layer part is 10485760 instead of 20971520");

            InvalidLayerPartException exception = (InvalidLayerPartException) refusal.exception();
            assertThat(exception.registryId()).isEqualTo(EcrUnderTest.ACCOUNT);
            assertThat(exception.repositoryName()).isEqualTo("app");
            assertThat(exception.uploadId()).isEqualTo(uploadId);
            assertThat(exception.lastValidByteReceived()).isEqualTo(20_971_519);
        }

        @Test
        @Observed(Sighting.LAYER_PART_OUT_OF_ORDER)
        void refusesAPartThatLeavesAGap() {
            RepositoryUnderTest app = ecr.repository("app");
            String uploadId = app.startedUpload(new byte[100]);

            ecr.refusal(() -> app.sendPart(uploadId, 150, new byte[10]))
                    .is(InvalidLayerPartException.class)
                    .says("First byte of the layer part is 150 instead of 100");
        }

        @Test
        @Documented(ApiReference.UPLOAD_LAYER_PART)
        void refusesAFirstPartThatDoesNotBeginAtZero() {
            RepositoryUnderTest app = ecr.repository("app");
            String uploadId = app.startedUpload();

            ecr.refusal(() -> app.sendPart(uploadId, 500, new byte[10]))
                    .is(InvalidLayerPartException.class)
                    .says("First byte of the layer part is 500 instead of 0");
        }

        @Test
        @Documented(ApiReference.SERVICE_MODEL)
        void refusesAPartThatHasNotTheBytesItAnnounces() {
            RepositoryUnderTest app = ecr.repository("app");
            String uploadId = app.startedUpload();

            for (long lastByte : List.of(8L, 10L)) {
                ecr.refusal(() -> client().uploadLayerPart(r -> r.repositoryName("app")
                                .uploadId(uploadId)
                                .partFirstByte(0L)
                                .partLastByte(lastByte)
                                .layerPartBlob(SdkBytes.fromByteArray(new byte[10]))))
                        .is(InvalidLayerPartException.class);
            }
            assertThat(app.sendPart(uploadId, 0, new byte[10])).isEqualTo(9);
        }

        @Test
        @Assumed("a client that sent a part out of order goes on where it should have")
        void goesOnAfterARefusedPart() {
            RepositoryUnderTest app = ecr.repository("app");
            Blob layer = Blob.layerOf(SMALLEST_PART + 10);
            String uploadId = app.startedUpload(Arrays.copyOf(layer.bytes(), SMALLEST_PART));
            ecr.refusal(() -> app.sendPart(uploadId, SMALLEST_PART + 5, new byte[5]));

            app.sendPart(uploadId, SMALLEST_PART, Arrays.copyOfRange(layer.bytes(), SMALLEST_PART, layer.size()));
            app.finish(uploadId, layer.digest());

            assertThat(isAvailable("app", layer.digest())).isTrue();
        }

        @Test
        @Documented(ApiReference.QUOTAS)
        void takes4200PartsAndNotOneMore() {
            RepositoryUnderTest app = ecr.repository("app");
            String uploadId = app.startedUpload();
            for (int part = 0; part < 4200; part++) {
                assertThat(sendByteByHand(uploadId, part).status()).isEqualTo(200);
            }

            ecr.refusal(() -> app.sendPart(uploadId, 4200, new byte[1])).is(LimitExceededException.class);
        }

        private RawEcr.Answer sendByteByHand(String uploadId, int position) {
            return ecr.raw().call("UploadLayerPart", """
                    {"repositoryName":"app","uploadId":"%s","partFirstByte":%d,"partLastByte":%d,"layerPartBlob":"AA=="}""".formatted(uploadId, position, position));
        }

        @Test
        @Documented(ApiReference.UPLOAD_LAYER_PART)
        void refusesAnUploadThatIsNotThere() {
            RepositoryUnderTest app = ecr.repository("app");
            RepositoryUnderTest other = ecr.repository("other");
            String elsewhere = other.startedUpload();

            ecr.refusal(() -> app.sendPart(NOWHERE, 0, new byte[10])).is(UploadNotFoundException.class);
            ecr.refusal(() -> app.sendPart(elsewhere, 0, new byte[10])).is(UploadNotFoundException.class);
        }

        @Test
        @Assumed("the shape of ECR's other sentences about uploads")
        void namesTheUploadThatIsNotThere() {
            RepositoryUnderTest app = ecr.repository("app");

            ecr.refusal(() -> app.sendPart(NOWHERE, 0, new byte[10]))
                    .says("The upload with id '" + NOWHERE + "' in the repository with name 'app'"
                            + " in registry with id '123456789012' does not exist");
        }

        @Test
        @Observed(Sighting.REPOSITORY_NOT_FOUND)
        void refusesARepositoryThatIsNotThere() {
            RepositoryUnderTest nope = RepositoryUnderTest.existing(client(), "nope");

            ecr.refusal(() -> nope.sendPart(NOWHERE, 0, new byte[10]))
                    .is(RepositoryNotFoundException.class)
                    .says(NO_REPOSITORY);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "upload", "0000", NOWHERE + "0", "../../etc/passwd"})
        @Documented(ApiReference.SERVICE_MODEL)
        void refusesAnIdThatIsNone(String uploadId) {
            RepositoryUnderTest app = ecr.repository("app");

            ecr.refusal(() -> app.sendPart(uploadId, 0, new byte[10]))
                    .isInvalidParameter(
                            "uploadId",
                            "Member must satisfy regular expression pattern:"
                                    + " [0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
        }
    }

    @Nested
    class CompleteLayerUpload {

        @Test
        @Documented(ApiReference.COMPLETE_LAYER_UPLOAD)
        void answersTheDigestItCalculated() {
            RepositoryUnderTest app = ecr.repository("app");
            Blob layer = Blob.layer("content");
            String uploadId = app.startedUpload(layer.bytes());

            CompleteLayerUploadResponse answer = client().completeLayerUpload(
                            r -> r.repositoryName("app").uploadId(uploadId).layerDigests(layer.digest()));

            assertThat(answer.registryId()).isEqualTo(EcrUnderTest.ACCOUNT);
            assertThat(answer.repositoryName()).isEqualTo("app");
            assertThat(answer.uploadId()).isEqualTo(uploadId);
            assertThat(answer.layerDigest()).isEqualTo(layer.digest());
            assertThat(isAvailable("app", layer.digest())).isTrue();
            assertNoUploadIsLeft();
        }

        @Test
        @Documented(ApiReference.COMPLETE_LAYER_UPLOAD)
        void joinsThePartsInTheirOrder() {
            RepositoryUnderTest app = ecr.repository("app");
            Blob layer = Blob.layerOf(2 * SMALLEST_PART + 17);
            String uploadId = app.startedUpload(
                    Arrays.copyOfRange(layer.bytes(), 0, SMALLEST_PART),
                    Arrays.copyOfRange(layer.bytes(), SMALLEST_PART, 2 * SMALLEST_PART),
                    Arrays.copyOfRange(layer.bytes(), 2 * SMALLEST_PART, layer.size()));

            app.finish(uploadId, layer.digest());

            assertThat(isAvailable("app", layer.digest())).isTrue();
        }

        @Test
        @Documented(ApiReference.COMPLETE_LAYER_UPLOAD)
        void needsOnlyOneOfTheDigestsToBeTheLayers() {
            RepositoryUnderTest app = ecr.repository("app");
            Blob layer = Blob.layer("content");

            app.finish(
                    app.startedUpload(layer.bytes()),
                    "tarsum.v1+sha256:" + "1".repeat(64),
                    layer.digest(),
                    "sha512:" + "2".repeat(128));

            assertThat(isAvailable("app", layer.digest())).isTrue();
        }

        @Test
        @Observed(Sighting.LAYER_DIGEST_MISMATCH)
        void refusesALayerThatIsNoneOfTheDigests() {
            RepositoryUnderTest app = ecr.repository("app");
            Blob layer = Blob.layer("content");
            Blob announced = Blob.layer("other content");
            String uploadId = app.startedUpload(layer.bytes());

            Refusal refusal =
                    ecr.refusal(() -> app.finish(uploadId, announced.digest())).is(InvalidLayerException.class);

            assertThat(refusal.message())
                    .startsWith("None of the provided layer digests match the calculated layer digest");
            assertThat(isAvailable("app", layer.digest())).isFalse();
            assertThat(isAvailable("app", announced.digest())).isFalse();
            assertNoUploadIsLeft();
        }

        @Test
        @Observed(Sighting.EMPTY_UPLOAD)
        void refusesAnUploadWithoutAnyPart() {
            RepositoryUnderTest app = ecr.repository("app");
            String uploadId = app.startedUpload();

            ecr.refusal(() -> app.finish(uploadId, Blob.layer("").digest()))
                    .is(EmptyUploadException.class)
                    .says("The upload with id '" + uploadId + "' in the repository with name 'app' in registry with id"
                            + " '123456789012' cannot be completed because it does not have any parts");
        }

        @Test
        @Observed(Sighting.LAYER_PART_TOO_SMALL)
        void refusesAPartUnderFiveMebibytesThatIsNotTheLast() {
            RepositoryUnderTest app = ecr.repository("app");
            Blob layer = Blob.layerOf(2 * SMALLEST_PART - 1);
            String uploadId = app.startedUpload(
                    Arrays.copyOfRange(layer.bytes(), 0, SMALLEST_PART - 1),
                    Arrays.copyOfRange(layer.bytes(), SMALLEST_PART - 1, layer.size()));

            ecr.refusal(() -> app.finish(uploadId, layer.digest()))
                    .is(LayerPartTooSmallException.class)
                    .says("All layer parts except the last part should be at least 5MB");

            assertThat(isAvailable("app", layer.digest())).isFalse();
        }

        @Test
        @Documented(ApiReference.COMPLETE_LAYER_UPLOAD)
        void takesALastPartOfOneByte() {
            RepositoryUnderTest app = ecr.repository("app");
            Blob layer = Blob.layerOf(SMALLEST_PART + 1);
            String uploadId = app.startedUpload(
                    Arrays.copyOfRange(layer.bytes(), 0, SMALLEST_PART),
                    Arrays.copyOfRange(layer.bytes(), SMALLEST_PART, layer.size()));

            app.finish(uploadId, layer.digest());

            assertThat(isAvailable("app", layer.digest())).isTrue();
        }

        @Test
        @Documented(ApiReference.COMPLETE_LAYER_UPLOAD)
        void refusesALayerThatTheRepositoryHas() {
            RepositoryUnderTest app = ecr.repository("app");
            Blob layer = Blob.layer("content");
            app.upload(layer);
            String again = app.startedUpload(layer.bytes());

            ecr.refusal(() -> app.finish(again, layer.digest())).is(LayerAlreadyExistsException.class);

            assertNoUploadIsLeft();
        }

        @Test
        @Assumed("the shape of ECR's other sentences about layers")
        void namesTheLayerThatTheRepositoryHas() {
            RepositoryUnderTest app = ecr.repository("app");
            Blob layer = Blob.layer("content");
            app.upload(layer);
            String again = app.startedUpload(layer.bytes());

            ecr.refusal(() -> app.finish(again, layer.digest()))
                    .says("Layer with digest '" + layer.digest() + "' already exists in the repository with name 'app'"
                            + " in registry with id '123456789012'");
        }

        @Test
        @Documented(ApiReference.COMPLETE_LAYER_UPLOAD)
        void takesALayerThatAnotherRepositoryHas() {
            Blob layer = Blob.layer("content");
            ecr.repository("other").upload(layer);
            RepositoryUnderTest app = ecr.repository("app");

            app.finish(app.startedUpload(layer.bytes()), layer.digest());

            assertThat(isAvailable("app", layer.digest())).isTrue();
        }

        @Test
        @Documented(ApiReference.COMPLETE_LAYER_UPLOAD)
        void usesTheUploadUp() {
            RepositoryUnderTest app = ecr.repository("app");
            Blob layer = Blob.layer("content");
            String uploadId = app.startedUpload(layer.bytes());
            app.finish(uploadId, layer.digest());

            ecr.refusal(() -> app.finish(uploadId, layer.digest())).is(UploadNotFoundException.class);
            ecr.refusal(() -> app.sendPart(uploadId, layer.size(), new byte[10]))
                    .is(UploadNotFoundException.class);
        }

        @Test
        @Assumed("two builds that push one base layer at once must not disturb each other")
        void keepsUploadsOfTheSameLayerApart() {
            RepositoryUnderTest app = ecr.repository("app");
            Blob one = Blob.layer("one");
            Blob two = Blob.layer("two");
            String first = app.startedUpload();
            String second = app.startedUpload();
            assertThat(first).isNotEqualTo(second);

            app.sendPart(second, 0, two.bytes());
            app.sendPart(first, 0, one.bytes());
            app.finish(second, two.digest());
            app.finish(first, one.digest());

            assertThat(isAvailable("app", one.digest())).isTrue();
            assertThat(isAvailable("app", two.digest())).isTrue();
        }

        @Test
        @Documented(ApiReference.COMPLETE_LAYER_UPLOAD)
        void refusesAnUploadThatIsNotThere() {
            RepositoryUnderTest app = ecr.repository("app");
            RepositoryUnderTest other = ecr.repository("other");
            Blob layer = Blob.layer("content");
            String elsewhere = other.startedUpload(layer.bytes());

            ecr.refusal(() -> app.finish(NOWHERE, layer.digest())).is(UploadNotFoundException.class);
            ecr.refusal(() -> app.finish(elsewhere, layer.digest())).is(UploadNotFoundException.class);

            other.finish(elsewhere, layer.digest());
            assertThat(isAvailable("other", layer.digest())).isTrue();
        }

        @Test
        @Observed(Sighting.REPOSITORY_NOT_FOUND)
        void refusesARepositoryThatIsNotThere() {
            RepositoryUnderTest nope = RepositoryUnderTest.existing(client(), "nope");

            ecr.refusal(() -> nope.finish(NOWHERE, Blob.layer("content").digest()))
                    .is(RepositoryNotFoundException.class)
                    .says(NO_REPOSITORY);
        }

        @Test
        @Documented(ApiReference.SERVICE_MODEL)
        void takesOneToAHundredDigests() {
            RepositoryUnderTest app = ecr.repository("app");
            Blob layer = Blob.layer("content");
            String uploadId = app.startedUpload(layer.bytes());

            ecr.refusal(() -> app.finish(uploadId))
                    .isInvalidParameter("layerDigests", "Member must have length greater than or equal to 1");
            ecr.refusal(() -> app.finish(
                            uploadId, Collections.nCopies(101, layer.digest()).toArray(String[]::new)))
                    .isInvalidParameter("layerDigests", "Member must have length less than or equal to 100");

            app.finish(uploadId, Collections.nCopies(100, layer.digest()).toArray(String[]::new));
        }

        @Test
        @Documented(ApiReference.SERVICE_MODEL)
        void refusesADigestThatIsNone() {
            RepositoryUnderTest app = ecr.repository("app");
            String uploadId = app.startedUpload(new byte[10]);

            Refusal refusal = ecr.refusal(() -> app.finish(uploadId, "no digest"));

            refusal.isInvalidParameter(
                    "layerDigests",
                    "Member must satisfy constraint: [Member must satisfy regular expression pattern:"
                            + " [a-zA-Z0-9-_+.]+:[a-fA-F0-9]+]");
        }

        @Test
        @Documented(ApiReference.UPLOAD_LAYER_PART)
        void keepsALargeLayerWhole() {
            RepositoryUnderTest app = ecr.repository("app");
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            String uploadId = app.startedUpload();
            for (int part = 0; part < 4; part++) {
                byte[] bytes = Blob.layerOf(LARGEST_PART - part).bytes();
                app.sendPart(uploadId, whole.size(), bytes);
                whole.writeBytes(bytes);
            }

            app.finish(uploadId, Blob.digestOf(whole.toByteArray()));

            assertThat(isAvailable("app", Blob.digestOf(whole.toByteArray()))).isTrue();
            assertThat(ecr.emulator().usage().openUploads()).isZero();
        }
    }

    @Test
    @Assumed("an upload is of one repository in one region, as everything else is")
    void anUploadOfOneRegionIsUnknownInAnother() {
        RepositoryUnderTest app = ecr.repository("app");
        EcrClient elsewhere = ecr.client(EcrUnderTest.ACCOUNT, "eu-west-1");
        RepositoryUnderTest sameName = RepositoryUnderTest.created(elsewhere, "app");
        String uploadId = app.startedUpload();

        assertThat(catchThrowableOfType(
                        UploadNotFoundException.class, () -> sameName.sendPart(uploadId, 0, new byte[10])))
                .isNotNull();
    }
}
