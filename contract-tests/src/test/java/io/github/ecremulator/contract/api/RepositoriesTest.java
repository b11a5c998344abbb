package io.github.ecremulator.contract.api;

import static io.github.ecremulator.contract.api.EcrUnderTest.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import io.github.ecremulator.server.EcrEmulatorServer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EncryptionType;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.InvalidTagParameterException;
import software.amazon.awssdk.services.ecr.model.LayerAvailability;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotEmptyException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.Tag;
import software.amazon.awssdk.services.ecr.model.TooManyTagsException;
import software.amazon.awssdk.services.ecr.model.UploadNotFoundException;

class RepositoriesTest {

    private static final String NAME_PATTERN =
            "must satisfy regular expression '[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*'";

    @RegisterExtension
    static final EcrUnderTest ecr = new EcrUnderTest();

    private static EcrClient client() {
        return ecr.client();
    }

    private static Repository create(String name) {
        return client().createRepository(r -> r.repositoryName(name)).repository();
    }

    private static List<Tag> tags(int count) {
        return IntStream.range(0, count).mapToObj(i -> tag("key" + i, "value")).toList();
    }

    private static ImageTagMutabilityExclusionFilter wildcard(String filter) {
        return ImageTagMutabilityExclusionFilter.builder()
                .filterType("WILDCARD")
                .filter(filter)
                .build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Nested
    class CreateRepository {

        @Test
        @Documented(ApiReference.CREATE_REPOSITORY)
        void answersTheNewRepositoryWithItsDefaults() {
            Instant now = ecr.frozenNow();

            Repository created = create("team-a/app");

            assertThat(created.repositoryName()).isEqualTo("team-a/app");
            assertThat(created.registryId()).isEqualTo(ACCOUNT);
            assertThat(created.repositoryArn()).isEqualTo("arn:aws:ecr:us-east-1:123456789012:repository/team-a/app");
            assertThat(created.createdAt()).isEqualTo(now);
            assertThat(created.imageTagMutability()).isEqualTo(ImageTagMutability.MUTABLE);
            assertThat(created.imageScanningConfiguration().scanOnPush()).isFalse();
            assertThat(created.encryptionConfiguration().encryptionType()).isEqualTo(EncryptionType.AES256);
        }

        @Test
        @Observed("the AWS CLI's output of create-repository, as in https://github.com/aws/aws-cli/issues/2675")
        void saysNothingOfKeysAndFiltersThatThereAreNot() {
            Repository created = create("app");

            assertThat(created.encryptionConfiguration().kmsKey()).isNull();
            assertThat(created.hasImageTagMutabilityExclusionFilters()).isFalse();
        }

        @Test
        @Assumed("the URI has to work as it is for the client that receives it")
        void answersAUriAtTheAddressByWhichItWasCalled() {
            assertThat(create("team-a/app").repositoryUri())
                    .isEqualTo(ecr.server().registryHost() + "/team-a/app");
        }

        @ParameterizedTest
        @CsvSource({
            "us-east-1, aws, 123456789012.dkr.ecr.us-east-1.amazonaws.com",
            "eu-central-1, aws, 123456789012.dkr.ecr.eu-central-1.amazonaws.com",
            "cn-north-1, aws-cn, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn",
            "us-gov-west-1, aws-us-gov, 123456789012.dkr.ecr.us-gov-west-1.amazonaws.com"
        })
        @Documented(ApiReference.REPOSITORY)
        void namesArnsAndRealHostsByPartitionAndRegion(String region, String partition, String host) {
            try (EcrEmulatorServer server =
                            EcrEmulatorServer.builder().uriStyle("aws").start();
                    EcrClient client = EcrUnderTest.clientOf(server, "any", region, new ModelGuard())) {
                Repository created =
                        client.createRepository(r -> r.repositoryName("app")).repository();

                assertThat(created.repositoryArn())
                        .isEqualTo("arn:" + partition + ":ecr:" + region + ":123456789012:repository/app");
                assertThat(created.repositoryUri()).isEqualTo(host + "/app");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ab",
                    "1a",
                    "42",
                    "a.b",
                    "a_b",
                    "a__b",
                    "a-b",
                    "a---b",
                    "a/b",
                    "a/b/c/d",
                    "team-a/my_app.v2",
                    "manifests/blobs/tags",
                    "a.b-c__d/e--f"
                })
        @Documented(ApiReference.CREATE_REPOSITORY)
        void acceptsEveryNameThatThePatternAllows(String name) {
            assertThat(create(name).repositoryName()).isEqualTo(name);
        }

        @Test
        @Documented(ApiReference.CREATE_REPOSITORY)
        void acceptsANameOf256Characters() {
            String longest = "a".repeat(127) + "/" + "b".repeat(128);

            assertThat(create(longest).repositoryName()).isEqualTo(longest);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "BAD NAME!!", "App", "aB", "-app", "app-", ".app", "app.", "_app", "app_", "/app", "app/", "a//b",
                    "a..b", "a___b", "a._b", "a-_b", "a b", "a:b", "a@b", "äpp", "../etc", "a/../b", "a/./b", "a%2fb",
                    "ab\n", "a\u0000b"
                })
        @Observed(Sighting.REPOSITORY_NAME_PATTERN + ", with the pattern of the present model")
        void refusesANameThatBreaksThePattern(String name) {
            ecr.refusal(() -> create(name)).isInvalidParameter("repositoryName", NAME_PATTERN);
        }

        @Test
        @Observed(Sighting.REPOSITORY_NAME_TOO_SHORT)
        void refusesANameOfOneCharacter() {
            ecr.refusal(() -> create("a"))
                    .isInvalidParameter("repositoryName", "must have length greater than or equal to 2");
        }

        @Test
        @Assumed("the counterpart of the sentence seen for names that are too short")
        void refusesANameOf257Characters() {
            ecr.refusal(() -> create("a".repeat(257)))
                    .isInvalidParameter("repositoryName", "must have length less than or equal to 256");
        }

        @Test
        @Assumed("another emulator's copy of ECR's sentence")
        void refusesARequestWithoutAName() {
            ecr.refusal(() -> client().createRepository(r -> {}))
                    .isInvalidParameter("repositoryName", "must not be null");
        }

        @Test
        @Observed(Sighting.REPOSITORY_ALREADY_EXISTS)
        void refusesANameThatIsTaken() {
            create("app");

            ecr.refusal(() -> create("app"))
                    .is(RepositoryAlreadyExistsException.class)
                    .says("The repository with name 'app' already exists in the registry with id '123456789012'");
        }

        @Test
        @Documented(ApiReference.CREATE_REPOSITORY)
        void keepsTheSettingsItIsGiven() {
            client().createRepository(r -> r.repositoryName("app")
                    .imageTagMutability(ImageTagMutability.IMMUTABLE_WITH_EXCLUSION)
                    .imageTagMutabilityExclusionFilters(List.of(wildcard("dev-*"), wildcard("latest")))
                    .imageScanningConfiguration(s -> s.scanOnPush(true)));

            Repository described =
                    client().describeRepositories().repositories().get(0);

            assertThat(described.imageTagMutability()).isEqualTo(ImageTagMutability.IMMUTABLE_WITH_EXCLUSION);
            assertThat(described.imageTagMutabilityExclusionFilters())
                    .extracting(filter -> filter.filterTypeAsString() + " " + filter.filter())
                    .containsExactly("WILDCARD dev-*", "WILDCARD latest");
            assertThat(described.imageScanningConfiguration().scanOnPush()).isTrue();
        }

        @Test
        @Documented("https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_EncryptionConfiguration.html")
        void usesTheKeyOfTheAccountWhenKmsIsAskedForWithoutAKey() {
            Repository created = client().createRepository(r ->
                            r.repositoryName("app").encryptionConfiguration(e -> e.encryptionType(EncryptionType.KMS)))
                    .repository();

            assertThat(created.encryptionConfiguration().encryptionType()).isEqualTo(EncryptionType.KMS);
            assertThat(created.encryptionConfiguration().kmsKey())
                    .matches("arn:aws:kms:us-east-1:123456789012:key/[0-9a-f-]+");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                    "1234abcd-12ab-34cd-56ef-1234567890ab"
                })
        @Documented("https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_EncryptionConfiguration.html")
        void showsTheKeyOfKmsByItsArn(String key) {
            Repository created = client().createRepository(r -> r.repositoryName("app")
                            .encryptionConfiguration(
                                    e -> e.encryptionType(EncryptionType.KMS).kmsKey(key)))
                    .repository();

            assertThat(created.encryptionConfiguration().kmsKey())
                    .isEqualTo("arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab");
        }

        @Test
        @Documented(ApiReference.CREATE_REPOSITORY)
        void putsTheResourceTagsOnTheRepository() {
            Repository created = client().createRepository(
                            r -> r.repositoryName("app").tags(tag("team", "a"), tag("empty", "")))
                    .repository();

            assertThat(client().listTagsForResource(r -> r.resourceArn(created.repositoryArn()))
                            .tags())
                    .containsExactlyInAnyOrder(tag("team", "a"), tag("empty", ""));
        }

        @Test
        @Documented(ApiReference.TAGGING_A_REPOSITORY)
        void takesFiftyResourceTagsAndNotOneMore() {
            client().createRepository(r -> r.repositoryName("fifty").tags(tags(50)));

            ecr.refusal(() -> client().createRepository(
                                    r -> r.repositoryName("fifty-one").tags(tags(51))))
                    .is(TooManyTagsException.class);
        }

        @Test
        @Documented(ApiReference.TAGGING_A_REPOSITORY)
        void refusesResourceTagsThatAreReservedEmptyOrTooLong() {
            for (Tag wrong : List.of(
                    tag("aws:team", "a"), tag("", "a"), tag("k".repeat(129), "a"), tag("key", "v".repeat(257)))) {
                ecr.refusal(() -> client().createRepository(
                                        r -> r.repositoryName("app").tags(wrong)))
                        .is(InvalidTagParameterException.class)
                        .says("Tag parameters are invalid");
            }
        }

        @Test
        @Assumed("ECR cannot keep two values of one key")
        void refusesTheSameResourceTagTwice() {
            ecr.refusal(() -> client().createRepository(
                                    r -> r.repositoryName("app").tags(tag("team", "a"), tag("team", "b"))))
                    .is(InvalidTagParameterException.class)
                    .says("Tag parameters are invalid");
        }

        @Test
        @Documented(ApiReference.TAGGING_A_REPOSITORY)
        void takesTheLongestKeyAndValueOfAResourceTag() {
            create("other");
            Tag longest = tag("k".repeat(128), "v".repeat(256));

            client().createRepository(r -> r.repositoryName("app").tags(longest));

            assertThat(client().listTagsForResource(
                                    r -> r.resourceArn("arn:aws:ecr:us-east-1:123456789012:repository/app"))
                            .tags())
                    .containsExactly(longest);
        }
    }

    @Nested
    class DescribeRepositories {

        @Test
        @Documented(ApiReference.DESCRIBE_REPOSITORIES)
        void ofAnEmptyRegistryIsEmpty() {
            assertThat(client().describeRepositories().repositories()).isEmpty();
            assertThat(client().describeRepositories().nextToken()).isNull();
        }

        @Test
        @Documented(ApiReference.DESCRIBE_REPOSITORIES)
        void answersEachRepositoryAsItWasCreated() {
            List<Repository> created = List.of(create("bb"), create("aa"), create("team/cc"));

            assertThat(client().describeRepositories().repositories()).containsExactlyInAnyOrderElementsOf(created);
        }

        @Test
        @Assumed("ECR documents no order; a page only makes sense in one that does not change")
        void keepsItsOrder() {
            for (String name : List.of("bb", "aa", "dd", "cc")) {
                create(name);
            }

            assertThat(client().describeRepositories().repositories())
                    .isEqualTo(client().describeRepositories().repositories());
        }

        @Test
        @Documented(ApiReference.DESCRIBE_REPOSITORIES)
        void answersOnlyTheNamedOnes() {
            create("aa");
            create("bb");
            create("cc");

            assertThat(client().describeRepositories(r -> r.repositoryNames("cc", "aa"))
                            .repositories())
                    .extracting(Repository::repositoryName)
                    .containsExactlyInAnyOrder("aa", "cc");
        }

        @Test
        @Observed(Sighting.REPOSITORY_NOT_FOUND)
        void refusesAllWhenOneOfTheNamedOnesIsMissing() {
            create("aa");

            ecr.refusal(() -> client().describeRepositories(r -> r.repositoryNames("aa", "nope", "neither")))
                    .is(RepositoryNotFoundException.class)
                    .says("The repository with name 'nope' does not exist in the registry with id '123456789012'");
        }

        @Test
        @Documented(ApiReference.DESCRIBE_REPOSITORIES)
        void refusesNamesTogetherWithMaxResults() {
            create("aa");

            ecr.refusal(() -> client().describeRepositories(
                                    r -> r.repositoryNames("aa").maxResults(10)))
                    .is(InvalidParameterException.class);
        }

        @Test
        @Documented(ApiReference.SERVICE_MODEL)
        void takesUpToAHundredNames() {
            List<String> hundred =
                    IntStream.range(0, 100).mapToObj(i -> "app" + i).toList();
            hundred.forEach(RepositoriesTest::create);

            assertThat(client().describeRepositories(r -> r.repositoryNames(hundred))
                            .repositories())
                    .hasSize(100);
            ecr.refusal(() -> client().describeRepositories(r -> r.repositoryNames(Collections.nCopies(101, "app1"))))
                    .isInvalidParameter("repositoryNames", "Member must have length less than or equal to 100");
            ecr.refusal(() -> client().describeRepositories(r -> r.repositoryNames(List.of())))
                    .isInvalidParameter("repositoryNames", "Member must have length greater than or equal to 1");
        }
    }

    @Nested
    class DeleteRepository {

        @Test
        @Documented(ApiReference.DELETE_REPOSITORY)
        void answersTheRepositoryThatItDeleted() {
            Repository created = create("app");

            Repository deleted =
                    client().deleteRepository(r -> r.repositoryName("app")).repository();

            assertThat(deleted.repositoryArn()).isEqualTo(created.repositoryArn());
            assertThat(deleted.registryId()).isEqualTo(ACCOUNT);
            assertThat(deleted.repositoryName()).isEqualTo("app");
            assertThat(deleted.repositoryUri()).isEqualTo(created.repositoryUri());
            assertThat(deleted.createdAt()).isEqualTo(created.createdAt());
            assertThat(deleted.imageTagMutability()).isEqualTo(created.imageTagMutability());
            assertThat(client().describeRepositories().repositories()).isEmpty();
        }

        @Test
        @Observed(Sighting.REPOSITORY_NOT_FOUND)
        void refusesARepositoryThatIsNotThere() {
            ecr.refusal(() -> client().deleteRepository(
                                    r -> r.repositoryName("nope").force(true)))
                    .is(RepositoryNotFoundException.class)
                    .says("The repository with name 'nope' does not exist in the registry with id '123456789012'");
        }

        @Test
        @Observed(Sighting.REPOSITORY_NOT_EMPTY)
        void refusesARepositoryWithATaggedImage() {
            ecr.repository("app").pushed("content", "1.0");

            ecr.refusal(() -> client().deleteRepository(r -> r.repositoryName("app")))
                    .is(RepositoryNotEmptyException.class)
                    .says("The repository with name 'app' in registry with id '123456789012'"
                            + " cannot be deleted because it still contains images");
        }

        @Test
        @Documented(ApiReference.DELETE_REPOSITORY)
        void refusesARepositoryWithAnUntaggedImage() {
            ecr.repository("app").pushed("content");

            ecr.refusal(() -> client().deleteRepository(
                                    r -> r.repositoryName("app").force(false)))
                    .is(RepositoryNotEmptyException.class);
        }

        @Test
        @Documented(ApiReference.DELETE_REPOSITORY)
        void takesTheImagesWithItWhenForced() {
            RepositoryUnderTest app = ecr.repository("app");
            Manifest image = app.pushed("content", "1.0");
            app.put(Manifest.ociIndex(image), "index");

            client().deleteRepository(r -> r.repositoryName("app").force(true));

            assertThat(client().describeRepositories().repositories()).isEmpty();
            assertThat(ecr.emulator().usage().blobs()).isZero();
        }

        @Test
        @Assumed("a new repository of an old name starts empty: without images, layers, resource tags and uploads")
        void leavesNothingToARepositoryThatTakesItsName() {
            RepositoryUnderTest old = ecr.repository("app");
            Manifest image = old.pushed("content", "1.0");
            String arn = client().describeRepositories().repositories().get(0).repositoryArn();
            client().tagResource(r -> r.resourceArn(arn).tags(tag("team", "a")));
            String upload = old.startedUpload();

            client().deleteRepository(r -> r.repositoryName("app").force(true));
            RepositoryUnderTest app = ecr.repository("app");

            assertThat(app.details()).isEmpty();
            assertThat(client().listTagsForResource(r -> r.resourceArn(arn)).tags())
                    .isEmpty();
            assertThat(client().batchCheckLayerAvailability(r -> r.repositoryName("app")
                                    .layerDigests(Blob.layer("content").digest()))
                            .layers())
                    .extracting(layer -> layer.layerAvailability())
                    .containsExactly(LayerAvailability.UNAVAILABLE);
            ecr.refusal(() -> app.sendPart(upload, 0, new byte[10])).is(UploadNotFoundException.class);
            assertThat(image.digest()).isNotEmpty();
        }

        @Test
        @Assumed("nobody can finish what was begun in a repository that is gone")
        void dropsItsOpenUploads() {
            RepositoryUnderTest app = ecr.repository("app");
            app.startedUpload(new byte[2_000_000]);

            client().deleteRepository(r -> r.repositoryName("app").force(true));

            assertThat(ecr.emulator().usage().openUploads()).isZero();
            assertThat(ecr.emulator().usage().temporaryFiles()).isZero();
        }
    }

    @Nested
    class ResourceTags {

        private final String arn = "arn:aws:ecr:us-east-1:123456789012:repository/app";

        private List<Tag> current() {
            return client().listTagsForResource(r -> r.resourceArn(arn)).tags();
        }

        @Test
        @Documented(ApiReference.LIST_TAGS_FOR_RESOURCE)
        void ofANewRepositoryAreNone() {
            create("app");

            assertThat(current()).isEmpty();
        }

        @Test
        @Documented(ApiReference.TAG_RESOURCE)
        void areAddedAndOverwrittenByKey() {
            create("app");

            client().tagResource(r -> r.resourceArn(arn).tags(tag("team", "a"), tag("stage", "dev")));
            client().tagResource(r -> r.resourceArn(arn).tags(tag("stage", "prod"), tag("Stage", "other")));

            assertThat(current())
                    .containsExactlyInAnyOrder(tag("team", "a"), tag("stage", "prod"), tag("Stage", "other"));
        }

        @Test
        @Documented(ApiReference.UNTAG_RESOURCE)
        void areRemovedByKey() {
            create("app");
            client().tagResource(r -> r.resourceArn(arn).tags(tag("team", "a"), tag("stage", "dev")));

            client().untagResource(r -> r.resourceArn(arn).tagKeys("team", "never-there"));

            assertThat(current()).containsExactly(tag("stage", "dev"));
        }

        @Test
        @Documented(ApiReference.TAGGING_A_REPOSITORY)
        void areNeverMoreThanFifty() {
            create("app");
            client().tagResource(r -> r.resourceArn(arn).tags(tags(50)));

            client().tagResource(r -> r.resourceArn(arn).tags(tag("key7", "overwritten")));
            ecr.refusal(() -> client().tagResource(r -> r.resourceArn(arn).tags(tag("one-more", "x"))))
                    .is(TooManyTagsException.class);

            assertThat(current()).hasSize(50).contains(tag("key7", "overwritten"));
        }

        @Test
        @Documented(ApiReference.TAGGING_A_REPOSITORY)
        void areRefusedWhenReservedEmptyOrTooLong() {
            create("app");

            for (Tag wrong : List.of(
                    tag("aws:team", "a"), tag("", "a"), tag("k".repeat(129), "a"), tag("key", "v".repeat(257)))) {
                ecr.refusal(() -> client().tagResource(r -> r.resourceArn(arn).tags(tag("good", "x"), wrong)))
                        .is(InvalidTagParameterException.class)
                        .says("Tag parameters are invalid");
            }
        }

        @Test
        @Assumed("another emulator's copy of ECR's sentence")
        void areRefusedWithoutAKeyOrAValueByTheirPlaceInTheList() {
            create("app");
            Tag keyless = Tag.builder().value("v").build();
            Tag valueless = Tag.builder().key("k").build();

            ecr.refusal(() -> client().tagResource(r -> r.resourceArn(arn).tags(tag("a", "b"), keyless)))
                    .isInvalidParameter("tags.2.member.key", "Member must not be null");
            ecr.refusal(() -> client().tagResource(r -> r.resourceArn(arn).tags(valueless)))
                    .isInvalidParameter("tags.1.member.value", "Member must not be null");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "app",
                    "arn",
                    "arn:aws:s3:::bucket",
                    "arn:aws:ecr:us-east-1:123456789012:app",
                    "arn:aws:ecr:us-east-1:123456789012:repository/",
                    "arn:aws:ecr:us-east-1:12345:repository/app",
                    "arn:aws:ecr:us-east-1:123456789012:repository/BAD NAME",
                    ""
                })
        @Assumed("another emulator's copy of ECR's sentence")
        void areRefusedForAnArnThatIsNotARepositorys(String wrong) {
            create("app");

            ecr.refusal(() -> client().listTagsForResource(r -> r.resourceArn(wrong)))
                    .isInvalidParameter("resourceArn", "Invalid ARN");
            ecr.refusal(() -> client().tagResource(r -> r.resourceArn(wrong).tags(tag("a", "b"))))
                    .isInvalidParameter("resourceArn", "Invalid ARN");
            ecr.refusal(() -> client().untagResource(r -> r.resourceArn(wrong).tagKeys("a")))
                    .isInvalidParameter("resourceArn", "Invalid ARN");
        }

        @Test
        @Documented(ApiReference.LIST_TAGS_FOR_RESOURCE)
        void areRefusedForARepositoryThatIsNotThere() {
            String message = "The repository with name 'app' does not exist in the registry with id '123456789012'";

            ecr.refusal(this::current).is(RepositoryNotFoundException.class).says(message);
            ecr.refusal(() -> client().tagResource(r -> r.resourceArn(arn).tags(tag("a", "b"))))
                    .is(RepositoryNotFoundException.class)
                    .says(message);
            ecr.refusal(() -> client().untagResource(r -> r.resourceArn(arn).tagKeys("a")))
                    .is(RepositoryNotFoundException.class)
                    .says(message);
        }

        @Test
        @Assumed("the sentence that ECR uses for every other missing member")
        void areRefusedWithoutTheirRequiredMembers() {
            create("app");

            ecr.refusal(() -> client().tagResource(r -> r.tags(tag("a", "b"))))
                    .isInvalidParameter("resourceArn", "Member must not be null");
            ecr.refusal(() -> client().tagResource(r -> r.resourceArn(arn)))
                    .isInvalidParameter("tags", "Member must not be null");
            ecr.refusal(() -> client().untagResource(r -> r.resourceArn(arn)))
                    .isInvalidParameter("tagKeys", "Member must not be null");
        }

        @Test
        @Assumed("tags are of the repository, wherever it is described from")
        void areNoPartOfTheRepositoryObject() {
            Repository before = create("app");
            client().tagResource(r -> r.resourceArn(arn).tags(tag("team", "a")));

            assertThat(client().describeRepositories().repositories()).isEqualTo(Arrays.asList(before));
        }
    }
}
