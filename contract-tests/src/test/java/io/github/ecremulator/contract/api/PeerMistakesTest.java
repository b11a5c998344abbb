package io.github.ecremulator.contract.api;

import static io.github.ecremulator.contract.api.EcrUnderTest.ACCOUNT;
import static io.github.ecremulator.contract.api.EcrUnderTest.OTHER_ACCOUNT;
import static io.github.ecremulator.contract.api.RepositoryUnderTest.digest;
import static io.github.ecremulator.contract.api.RepositoryUnderTest.id;
import static io.github.ecremulator.contract.api.RepositoryUnderTest.tag;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EmptyUploadException;
import software.amazon.awssdk.services.ecr.model.ImageAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageTagAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;
import software.amazon.awssdk.services.ecr.model.InvalidLayerPartException;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.LayerAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.LayerPartTooSmallException;
import software.amazon.awssdk.services.ecr.model.LayersNotFoundException;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryNotEmptyException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.UploadNotFoundException;

/** What other emulators got wrong, and what their users suffered from. Each test is named after the mistake avoided. */
class PeerMistakesTest {

    private static final int FIVE_MEBIBYTES = 5 * 1024 * 1024;

    @RegisterExtension
    static final EcrUnderTest ecr = new EcrUnderTest();

    private static EcrClient client() {
        return ecr.client();
    }

    private static RegistryDoor door() {
        return RegistryDoor.openedBy(client(), ecr.server());
    }

    @Nested
    class OnTheWireAndInTheState {

        @Test
        @Documented(ApiReference.SERVICE_MODEL)
        void timestampsAreEpochNumbers() {
            ecr.repository("app").pushed("content", "1.0");
            RawEcr raw = ecr.raw();

            for (JsonNode time : List.of(
                    raw.call("DescribeRepositories", "{}").json().at("/repositories/0/createdAt"),
                    raw.call("DescribeImages", "{\"repositoryName\":\"app\"}")
                            .json()
                            .at("/imageDetails/0/imagePushedAt"),
                    raw.call("GetAuthorizationToken", "{}").json().at("/authorizationData/0/expiresAt"))) {
                assertThat(time.isNumber()).as(time.toString()).isTrue();
            }
        }

        @Test
        @Observed(Sighting.IMAGE_ALREADY_EXISTS)
        void theSameManifestUnderTheSameTagAlreadyExistsAsAnImage() {
            RepositoryUnderTest app = ecr.repository("app");
            Manifest image = app.pushed("content", "1.0");

            ecr.refusal(() -> app.put(image, "1.0")).is(ImageAlreadyExistsException.class);
        }

        @Test
        @Observed(Sighting.IMMUTABLE_TAG)
        void anotherManifestUnderAnImmutableTagAlreadyExistsAsATag() {
            RepositoryUnderTest app = ecr.repository("app");
            client().putImageTagMutability(
                            r -> r.repositoryName("app").imageTagMutability(ImageTagMutability.IMMUTABLE));
            app.pushed("old", "1.0");
            Manifest young = app.uploadedImage("young");

            ecr.refusal(() -> app.put(young, "1.0")).is(ImageTagAlreadyExistsException.class);
        }

        @Test
        @Documented(ApiReference.TAG_MUTABILITY)
        void theOldImageOfAMovedTagStaysUntagged() {
            RepositoryUnderTest app = ecr.repository("app");
            Manifest old = app.pushed("old", "latest");
            Manifest young = app.pushed("young", "latest");

            assertThat(app.ids()).containsExactlyInAnyOrder(digest(old), id(young, "latest"));
        }

        @Test
        @Documented(ApiReference.OCI_DISTRIBUTION_SPECIFICATION)
        void imagesOfTheSameLayersAreToldApartByTheirManifests() {
            RepositoryUnderTest app = ecr.repository("app");
            Manifest one = app.uploadedImage("content").annotation("n", "1");
            Manifest two = app.uploadedImage("content").annotation("n", "2");

            app.put(one, "1");
            app.put(two, "2");

            assertThat(app.details())
                    .extracting(ImageDetail::imageDigest)
                    .containsExactlyInAnyOrder(Manifest.digestOf(one.json()), Manifest.digestOf(two.json()));
        }

        @Test
        @Documented(ApiReference.DESCRIBE_IMAGES)
        void thereIsOneDetailForEachDigestWithAllItsTags() {
            RepositoryUnderTest app = ecr.repository("app");
            Manifest tagged = app.pushed("tagged", "1.0", "1", "latest");
            Manifest untagged = app.pushed("untagged");

            assertThat(app.details())
                    .extracting(ImageDetail::imageDigest)
                    .containsExactlyInAnyOrder(tagged.digest(), untagged.digest());
            assertThat(app.detail(tagged).imageTags()).containsExactlyInAnyOrder("1.0", "1", "latest");
        }

        @Test
        @Documented(ApiReference.BATCH_DELETE_IMAGE)
        void deletingOneOfTwoTagsKeepsTheImage() {
            RepositoryUnderTest app = ecr.repository("app");
            Manifest image = app.pushed("content", "1.0", "latest");

            app.delete(tag("1.0"));

            assertThat(app.detail(image).imageTags()).containsExactly("latest");
            assertThat(app.get(tag("latest")).images()).hasSize(1);
        }

        @Test
        @Observed("48,318,255 bytes shown for a config of 2,777 and layers of 48,315,478")
        void theSizeOfAnImageIsNeitherItsManifestsNorAConstant() {
            RepositoryUnderTest app = ecr.repository("app");
            Blob config = Blob.config("content");
            Blob layer = Blob.layerOf(123_456);
            app.upload(config, layer);
            Manifest image = Manifest.ociImage(config, layer);
            app.put(image, "1.0");
            Manifest other = app.pushed("other");

            assertThat(app.detail(image).imageSizeInBytes()).isEqualTo(config.size() + 123_456);
            assertThat(app.detail(other).imageSizeInBytes())
                    .isNotEqualTo(app.detail(image).imageSizeInBytes());
        }

        @Test
        @Observed(Sighting.LAYER_PART_TOO_SMALL)
        void layerPartsUnderTheMinimumAreTooSmallButForTheLast() {
            RepositoryUnderTest app = ecr.repository("app");
            String tooSmall = app.startedUpload(new byte[FIVE_MEBIBYTES - 1], new byte[1]);
            Blob layer = Blob.layerOf(FIVE_MEBIBYTES + 1);
            String good = app.startedUpload(
                    java.util.Arrays.copyOf(layer.bytes(), FIVE_MEBIBYTES), new byte[] {layer.bytes()[FIVE_MEBIBYTES]});

            ecr.refusal(() -> app.finish(tooSmall, Blob.digestOf(new byte[FIVE_MEBIBYTES])))
                    .is(LayerPartTooSmallException.class);
            app.finish(good, layer.digest());
        }

        @Test
        @Documented(ApiReference.COMPLETE_LAYER_UPLOAD)
        void anUploadCanBeEmptyUnknownOrOfALayerThatExists() {
            RepositoryUnderTest app = ecr.repository("app");
            Blob layer = Blob.layer("content");
            app.upload(layer);
            String empty = app.startedUpload();
            String again = app.startedUpload(layer.bytes());

            ecr.refusal(() -> app.finish(empty, layer.digest())).is(EmptyUploadException.class);
            ecr.refusal(() -> app.finish("00000000-0000-4000-8000-000000000000", layer.digest()))
                    .is(UploadNotFoundException.class);
            ecr.refusal(() -> app.finish(again, layer.digest())).is(LayerAlreadyExistsException.class);
        }

        @Test
        @Documented(ApiReference.SERVICE_MODEL)
        void everyListHasPages() {
            RepositoryUnderTest app = ecr.repository("app");
            ecr.repository("second");
            Manifest subject = app.pushed("subject", "1.0", "2.0");
            app.put(app.uploadedImage("one").subject(subject));
            app.put(app.uploadedImage("two").subject(subject));

            assertThat(client().describeRepositories(r -> r.maxResults(1)).nextToken())
                    .isNotNull();
            assertThat(client().listImages(r -> r.repositoryName("app").maxResults(1))
                            .nextToken())
                    .isNotNull();
            assertThat(client().describeImages(r -> r.repositoryName("app").maxResults(1))
                            .nextToken())
                    .isNotNull();
            assertThat(client().listImageReferrers(r -> r.repositoryName("app")
                                    .subjectId(s -> s.imageDigest(subject.digest()))
                                    .maxResults(1))
                            .nextToken())
                    .isNotNull();
        }

        @Test
        @Documented(ApiReference.SERVICE_MODEL)
        void theTokensOfTwoPagesDiffer() {
            RepositoryUnderTest app = ecr.repository("app");
            app.pushed("content", "1", "2", "3", "4");
            String first = client().listImages(r -> r.repositoryName("app").maxResults(1))
                    .nextToken();

            String second = client().listImages(
                            r -> r.repositoryName("app").maxResults(1).nextToken(first))
                    .nextToken();

            assertThat(second).isNotNull().isNotEqualTo(first);
        }

        @Test
        @Observed(Sighting.REPOSITORY_NOT_EMPTY)
        void aRepositoryThatIsNotEmptyIsNotDeletedWithoutForce() {
            ecr.repository("app").pushed("content", "1.0");

            ecr.refusal(() -> client().deleteRepository(r -> r.repositoryName("app")))
                    .is(RepositoryNotEmptyException.class);
        }

        @Test
        @Documented(ApiReference.DESCRIBE_REPOSITORIES)
        void theRegistryIdChoosesTheRegistry() {
            ecr.repository("app");
            EcrClient other = ecr.client(OTHER_ACCOUNT, EcrUnderTest.REGION);

            assertThat(other.describeRepositories(r -> r.registryId(OTHER_ACCOUNT))
                            .repositories())
                    .isEmpty();
            ecr.refusal(() -> other.describeRepositories(
                            r -> r.registryId(ACCOUNT).repositoryNames("app")))
                    .hasCode("AccessDeniedException");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ListImages",
                    "DescribeImages",
                    "BatchGetImage",
                    "BatchDeleteImage",
                    "PutImage",
                    "DeleteRepository",
                    "CreateRepository",
                    "TagResource",
                    "UploadLayerPart",
                    "CompleteLayerUpload"
                })
        @Documented(ApiReference.SERVICE_MODEL)
        void errorsAreNamedAsTheModelNamesThem(String operation) {
            RawEcr.Answer answer = ecr.raw().call(operation, "{}");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.type()).isEqualTo("InvalidParameterException");
        }

        @Test
        @Documented(ApiReference.TAG_MUTABILITY)
        void wildcardsAreGlobsAndNotRegularExpressions() {
            RepositoryUnderTest app = ecr.repository("app");
            client().putImageTagMutability(r -> r.repositoryName("app")
                    .imageTagMutability(ImageTagMutability.IMMUTABLE_WITH_EXCLUSION)
                    .imageTagMutabilityExclusionFilters(List.of(ImageTagMutabilityExclusionFilter.builder()
                            .filterType("WILDCARD")
                            .filter("*-dev")
                            .build())));
            app.pushed("old", "1-dev", "dev");

            Manifest young = app.pushed("young", "1-dev");

            assertThat(app.get(tag("1-dev")).images().get(0).imageId()).isEqualTo(id(young, "1-dev"));
            ecr.refusal(() -> app.put(young, "dev")).is(ImageTagAlreadyExistsException.class);
        }

        @Test
        @Observed("https://github.com/aws-exporters/ecr/issues/12")
        void thereIsNoSummaryOfFindingsBeforeAScan() {
            ecr.repository("app").pushed("content", "1.0");

            assertThat(ecr.raw()
                            .call("DescribeImages", "{\"repositoryName\":\"app\"}")
                            .body())
                    .doesNotContain("imageScanFindingsSummary")
                    .doesNotContain("null");
        }
    }

    @Nested
    class OnAnImmutableTag {

        private RepositoryUnderTest immutable() {
            client().createRepository(r -> r.repositoryName("app").imageTagMutability(ImageTagMutability.IMMUTABLE));
            return RepositoryUnderTest.existing(client(), "app");
        }

        private void assertTagInvalid(HttpResponse<String> answer) {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .contains("\"TAG_INVALID\"")
                    .contains("The image tag '1.0' already exists in the 'app' repository and cannot be overwritten"
                            + " because the tag is immutable.");
        }

        @Test
        @Observed(Sighting.IMMUTABLE_TAG)
        void aPushOfAnotherImageIsAnInvalidTag() {
            RepositoryUnderTest app = immutable();
            Manifest old = app.pushed("old", "1.0");
            Manifest young = app.uploadedImage("young");

            assertTagInvalid(door().put("/v2/app/manifests/1.0", Manifest.OCI_IMAGE, young.json()));

            assertThat(app.ids()).containsExactly(id(old, "1.0"));
        }

        @Test
        @Observed("https://github.com/aws/containers-roadmap/issues/2380")
        void aRetriedPushOfTheVerySameImageIsAnInvalidTagToo() {
            Manifest image = immutable().pushed("content", "1.0");

            assertTagInvalid(door().put("/v2/app/manifests/1.0", Manifest.OCI_IMAGE, image.json()));
        }

        @Test
        @Assumed("nothing immutable is touched")
        void aPushByDigestGoesThrough() {
            RepositoryUnderTest app = immutable();
            Manifest image = app.pushed("content", "1.0");

            assertThat(door().put("/v2/app/manifests/" + image.digest(), Manifest.OCI_IMAGE, image.json())
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    @Nested
    class SeenElsewhere {

        @Test
        @Observed(Sighting.MANIFEST_IS_NOT_ACCEPTABLE)
        void helloIsNoManifest() {
            ecr.repository("app");

            ecr.refusal(() -> client().putImage(r ->
                            r.repositoryName("app").imageManifest("hello").imageTag("1.0")))
                    .is(InvalidParameterException.class);
        }

        @Test
        @Documented(ApiReference.PUT_IMAGE)
        void layersThatWereNeverUploadedAreMissed() {
            RepositoryUnderTest app = ecr.repository("app");

            ecr.refusal(() -> app.put(Manifest.ociImage(Blob.config("content"), Blob.layer("content")), "1.0"))
                    .is(LayersNotFoundException.class);
        }

        @Test
        @Observed(Sighting.REPOSITORY_NAME_PATTERN)
        void badNamesAreRefused() {
            ecr.refusal(() -> client().createRepository(r -> r.repositoryName("BAD NAME!!")))
                    .is(InvalidParameterException.class);
        }

        @Test
        @Documented(ApiReference.UPLOAD_LAYER_PART)
        void uploadedBytesAreCountedAndKept() {
            RepositoryUnderTest app = ecr.repository("app");
            Blob layer = Blob.layerOf(1000);
            String uploadId = app.startedUpload();

            assertThat(app.sendPart(uploadId, 0, layer.bytes())).isEqualTo(999);
            app.finish(uploadId, layer.digest());

            assertThat(client().batchCheckLayerAvailability(
                                    r -> r.repositoryName("app").layerDigests(layer.digest()))
                            .layers()
                            .get(0)
                            .layerSize())
                    .isEqualTo(1000);
        }

        @Test
        @Observed(Sighting.LAYER_PART_OUT_OF_ORDER)
        void anUploadDoesNotBeginInTheMiddle() {
            RepositoryUnderTest app = ecr.repository("app");
            String uploadId = app.startedUpload();

            ecr.refusal(() -> app.sendPart(uploadId, 500, new byte[100])).is(InvalidLayerPartException.class);
            assertThat(door().patch(door().startUpload("app"), "500-599", new byte[100])
                            .statusCode())
                    .isEqualTo(416);
        }

        @Test
        @Documented(ApiReference.REGISTRY_AUTHENTICATION)
        void theRegistryChallengesWhoeverBringsNoPasswordOrAWrongOne() {
            assertThat(door().get("/v2/").statusCode()).isEqualTo(200);
            assertThat(RegistryDoor.withPassword(ecr.server(), "guessed")
                            .get("/v2/")
                            .statusCode())
                    .isBetween(400, 403);
            assertThat(RegistryDoor.withPassword(ecr.server(), "").get("/v2/").statusCode())
                    .isBetween(400, 403);
        }

        @Test
        @Documented(ApiReference.GET_AUTHORIZATION_TOKEN)
        void tokensAreOfThisHourAndOfThisLogin() {
            var first = client().getAuthorizationToken().authorizationData().get(0);
            ecr.emulator().clock().advance(Duration.ofHours(1));
            var second = client().getAuthorizationToken().authorizationData().get(0);

            assertThat(second.authorizationToken()).isNotEqualTo(first.authorizationToken());
            assertThat(second.expiresAt())
                    .isAfter(first.expiresAt())
                    .isAfter(ecr.emulator().clock().now());
        }

        @Test
        @Observed(Sighting.REPOSITORY_NOT_FOUND)
        void aPushToARepositoryThatWasNeverCreatedFails() {
            Manifest image = Manifest.ociImage(Blob.config("content"), Blob.layer("content"));

            HttpResponse<String> answer = door().put("/v2/nope/manifests/1.0", Manifest.OCI_IMAGE, image.json());

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("NAME_UNKNOWN");
            ecr.refusal(() -> RepositoryUnderTest.existing(client(), "nope").put(image, "1.0"))
                    .is(RepositoryNotFoundException.class);
            assertThat(client().describeRepositories().repositories()).isEmpty();
        }

        @Test
        @Documented(ApiReference.REPOSITORY)
        void stateIsKeptByAccountAndRegion() {
            for (String region : List.of("us-east-1", "eu-west-1", "ap-southeast-2")) {
                for (String account : List.of(ACCOUNT, OTHER_ACCOUNT)) {
                    Repository created = ecr.client(account, region)
                            .createRepository(r -> r.repositoryName("app"))
                            .repository();
                    assertThat(created.repositoryArn())
                            .isEqualTo("arn:aws:ecr:" + region + ":" + account + ":repository/app");
                }
            }
        }

        @Test
        @Documented(ApiReference.DESCRIBE_IMAGES)
        void aPushedImageIsListedAndDescribed() {
            RepositoryUnderTest app = ecr.repository("app");
            Manifest image = app.uploadedImage("content");

            assertThat(door().put("/v2/app/manifests/1.0", Manifest.OCI_IMAGE, image.json())
                            .statusCode())
                    .isEqualTo(201);

            assertThat(app.ids()).containsExactly(id(image, "1.0"));
            assertThat(app.detail(image).imageTags()).containsExactly("1.0");
        }

        @Test
        @Documented(ApiReference.PUT_IMAGE)
        void anImageThatWasPutCanBePulled() {
            RepositoryUnderTest app = ecr.repository("app");
            Manifest image = app.pushed("content", "1.0");
            Blob layer = Blob.layer("content");

            assertThat(door().get("/v2/app/manifests/1.0").body()).isEqualTo(image.json());
            assertThat(door().get("/v2/app/blobs/" + layer.digest()).body()).isEqualTo("content");
        }

        @Test
        @Documented(ApiReference.MULTI_ARCHITECTURE)
        void membersOfAManifestListAreNotDeletedFromUnderIt() {
            RepositoryUnderTest app = ecr.repository("app");
            Manifest child = app.pushed("content");
            app.put(Manifest.dockerList(child), "1.0");

            assertThat(app.delete(digest(child)).failures())
                    .extracting(ImageFailure::failureCode)
                    .containsExactly(ImageFailureCode.IMAGE_REFERENCED_BY_MANIFEST_LIST);
        }

        @Test
        @Documented(ApiReference.QUOTAS)
        void aLayerMayBeLargerThanHalfAGibibyte() throws Exception {
            long size = 513L * 1024 * 1024;
            String digest = digestOf(zeros(size));

            HttpResponse<String> answer = door().upload(
                            ecr.repository("app").name(), digest, BodyPublishers.ofInputStream(() -> zeros(size)));

            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(client().batchCheckLayerAvailability(
                                    r -> r.repositoryName("app").layerDigests(digest))
                            .layers()
                            .get(0)
                            .layerSize())
                    .isEqualTo(size);
        }

        @Test
        @Assumed("a layer of a hundred repositories is kept once")
        void layersAreNotStoredAgainForEachRepository() {
            Blob layer = Blob.layerOf(100_000);
            ecr.repository("one").upload(layer);
            long bytes = ecr.emulator().usage().blobBytes();

            ecr.repository("two").upload(layer);

            assertThat(ecr.emulator().usage().blobBytes()).isEqualTo(bytes);
        }

        @Test
        @Documented(ApiReference.DELETE_REPOSITORY)
        void aForcedDeleteIsForGood() {
            RepositoryUnderTest app = ecr.repository("app");
            Manifest image = app.pushed("content", "1.0");

            client().deleteRepository(r -> r.repositoryName("app").force(true));

            assertThat(ecr.repository("app").details()).isEmpty();
            ecr.refusal(() -> app.put(image, "1.0")).is(LayersNotFoundException.class);
        }

        @Test
        @Assumed("a URI is for use")
        void aRepositoryUriCanBeReached() {
            RepositoryUnderTest app = ecr.repository("team/app");
            app.pushed("content", "1.0");
            String uri = client().describeRepositories().repositories().get(0).repositoryUri();
            String host = uri.substring(0, uri.indexOf('/'));
            String name = uri.substring(uri.indexOf('/') + 1);

            assertThat(host).isEqualTo(ecr.server().registryHost());
            assertThat(door().get("/v2/" + name + "/manifests/1.0").statusCode())
                    .isEqualTo(200);
        }

        private static InputStream zeros(long size) {
            return new InputStream() {
                private long left = size;

                @Override
                public int read() {
                    return left-- > 0 ? 0 : -1;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) {
                    if (left == 0) {
                        return -1;
                    }
                    int count = (int) Math.min(length, left);
                    java.util.Arrays.fill(buffer, offset, offset + count, (byte) 0);
                    left -= count;
                    return count;
                }
            };
        }

        private static String digestOf(InputStream bytes) throws Exception {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 20];
            for (int count = bytes.read(buffer); count > 0; count = bytes.read(buffer)) {
                sha256.update(buffer, 0, count);
            }
            return "sha256:" + HexFormat.of().formatHex(sha256.digest());
        }
    }
}
