package io.github.ecremulator.contract.api;

import static io.github.ecremulator.contract.api.EcrUnderTest.ACCOUNT;
import static io.github.ecremulator.contract.api.EcrUnderTest.OTHER_ACCOUNT;
import static io.github.ecremulator.contract.api.RepositoryUnderTest.id;
import static io.github.ecremulator.contract.api.RepositoryUnderTest.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.Tag;

/** Accounts and regions of one emulator, and what {@code registryId} makes of them. */
class RegistriesTest {

    private static final String UPLOAD = "00000000-0000-4000-8000-000000000000";
    private static final String DIGEST = "sha256:" + "0".repeat(64);

    @RegisterExtension
    static final EcrUnderTest ecr = new EcrUnderTest();

    /** A call on the repository {@code app} of a registry. */
    private interface Call extends BiConsumer<EcrClient, String> {}

    private static Arguments call(String operation, Call call) {
        return Arguments.of(operation, "repository/app", call);
    }

    static Stream<Arguments> callsThatNameARegistry() {
        return Stream.of(
                call(
                        "CreateRepository",
                        (client, registry) -> client.createRepository(
                                r -> r.registryId(registry).repositoryName("app"))),
                Arguments.of("DescribeRepositories", "repository/*", (Call)
                        (client, registry) -> client.describeRepositories(r -> r.registryId(registry))),
                call(
                        "DescribeRepositories",
                        (client, registry) -> client.describeRepositories(
                                r -> r.registryId(registry).repositoryNames("app"))),
                call(
                        "DeleteRepository",
                        (client, registry) -> client.deleteRepository(r ->
                                r.registryId(registry).repositoryName("app").force(true))),
                call(
                        "PutImageTagMutability",
                        (client, registry) -> client.putImageTagMutability(r -> r.registryId(registry)
                                .repositoryName("app")
                                .imageTagMutability(ImageTagMutability.IMMUTABLE))),
                call(
                        "PutImage",
                        (client, registry) -> client.putImage(r ->
                                r.registryId(registry).repositoryName("app").imageManifest("{}"))),
                call(
                        "BatchGetImage",
                        (client, registry) -> client.batchGetImage(r ->
                                r.registryId(registry).repositoryName("app").imageIds(tag("1.0")))),
                call(
                        "BatchDeleteImage",
                        (client, registry) -> client.batchDeleteImage(r ->
                                r.registryId(registry).repositoryName("app").imageIds(tag("1.0")))),
                call(
                        "ListImages",
                        (client, registry) ->
                                client.listImages(r -> r.registryId(registry).repositoryName("app"))),
                call(
                        "DescribeImages",
                        (client, registry) -> client.describeImages(
                                r -> r.registryId(registry).repositoryName("app"))),
                Arguments.of("BatchGetImage", "repository/app", (Call) (client, registry) -> client.listImageReferrers(
                        r -> r.registryId(registry).repositoryName("app").subjectId(s -> s.imageDigest(DIGEST)))),
                call(
                        "InitiateLayerUpload",
                        (client, registry) -> client.initiateLayerUpload(
                                r -> r.registryId(registry).repositoryName("app"))),
                call(
                        "UploadLayerPart",
                        (client, registry) -> client.uploadLayerPart(r -> r.registryId(registry)
                                .repositoryName("app")
                                .uploadId(UPLOAD)
                                .partFirstByte(0L)
                                .partLastByte(0L)
                                .layerPartBlob(SdkBytes.fromUtf8String("x")))),
                call(
                        "CompleteLayerUpload",
                        (client, registry) -> client.completeLayerUpload(r -> r.registryId(registry)
                                .repositoryName("app")
                                .uploadId(UPLOAD)
                                .layerDigests(DIGEST))),
                call(
                        "BatchCheckLayerAvailability",
                        (client, registry) -> client.batchCheckLayerAvailability(r ->
                                r.registryId(registry).repositoryName("app").layerDigests(DIGEST))),
                call(
                        "GetDownloadUrlForLayer",
                        (client, registry) -> client.getDownloadUrlForLayer(r ->
                                r.registryId(registry).repositoryName("app").layerDigest(DIGEST))));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("callsThatNameARegistry")
    @Observed(Sighting.NO_RESOURCE_BASED_POLICY)
    void aForeignRegistryIsDeniedWhetherItHasTheRepositoryOrNot(String action, String resource, Call call) {
        assertDenied(action, resource, call);

        ecr.client(OTHER_ACCOUNT, EcrUnderTest.REGION).createRepository(r -> r.repositoryName("app"));

        assertDenied(action, resource, call);
    }

    private static void assertDenied(String action, String resource, Call call) {
        ecr.refusal(() -> call.accept(ecr.client(), OTHER_ACCOUNT))
                .hasCode("AccessDeniedException")
                .saysLike("User: arn:aws:(iam|sts)::123456789012:\\S+ is not authorized to perform: ecr:" + action
                        + " on resource: \\Qarn:aws:ecr:us-east-1:210987654321:" + resource + "\\E"
                        + " because no resource-based policy allows the ecr:" + action + " action");
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("callsThatNameARegistry")
    @Observed(Sighting.REGISTRY_ID_PATTERN)
    void aRegistryIdHasTwelveDigits(String action, String resource, Call call) {
        for (String wrong : List.of("", "12345678901", "1234567890123", "12345678901a")) {
            ecr.refusal(() -> call.accept(ecr.client(), wrong))
                    .isInvalidParameter("registryId", "must satisfy regular expression [0-9]{12}");
        }
    }

    @Test
    @Documented(ApiReference.DESCRIBE_REPOSITORIES)
    void theOwnRegistryMayBeNamed() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content", "1.0");
        EcrClient client = ecr.client();

        assertThat(client.describeRepositories(r -> r.registryId(ACCOUNT)).repositories())
                .hasSize(1);
        assertThat(client.listImages(r -> r.registryId(ACCOUNT).repositoryName("app"))
                        .imageIds())
                .containsExactly(id(image, "1.0"));
        assertThat(client.batchGetImage(
                                r -> r.registryId(ACCOUNT).repositoryName("app").imageIds(tag("1.0")))
                        .images())
                .hasSize(1);
        assertThat(client.createRepository(r -> r.registryId(ACCOUNT).repositoryName("second"))
                        .repository()
                        .registryId())
                .isEqualTo(ACCOUNT);
    }

    @Test
    @Observed(Sighting.NO_RESOURCE_BASED_POLICY)
    void theResourceTagsOfAForeignRepositoryAreDenied() {
        String arn = ecr.client(OTHER_ACCOUNT, EcrUnderTest.REGION)
                .createRepository(r -> r.repositoryName("app"))
                .repository()
                .repositoryArn();
        Map<String, Call> calls = Map.of(
                "ListTagsForResource", (client, registry) -> client.listTagsForResource(r -> r.resourceArn(arn)),
                "TagResource",
                        (client, registry) -> client.tagResource(r -> r.resourceArn(arn)
                                .tags(Tag.builder().key("a").value("b").build())),
                "UntagResource",
                        (client, registry) ->
                                client.untagResource(r -> r.resourceArn(arn).tagKeys("a")));

        calls.forEach((action, call) -> assertDenied(action, "repository/app", call));
    }

    @Test
    @Assumed("as users of other emulators expect: they have no IAM to ask for the account of a key")
    void anAccessKeyIdOfTwelveDigitsIsTheAccount() {
        Repository created = ecr.client(OTHER_ACCOUNT, EcrUnderTest.REGION)
                .createRepository(r -> r.repositoryName("app"))
                .repository();

        assertThat(created.registryId()).isEqualTo(OTHER_ACCOUNT);
        assertThat(created.repositoryArn()).isEqualTo("arn:aws:ecr:us-east-1:210987654321:repository/app");
    }

    @Test
    @Assumed("any key signs in, and the unknown ones belong to the default account")
    void anyOtherAccessKeyIdIsOfTheDefaultAccount() {
        for (String key : List.of("test", "AKIAIOSFODNN7EXAMPLE", "12345678901", "1234567890123")) {
            assertThat(ecr.clientWithKey(key, EcrUnderTest.REGION)
                            .createRepository(r -> r.repositoryName("app-" + key.toLowerCase(java.util.Locale.ROOT)))
                            .repository()
                            .registryId())
                    .isEqualTo(ACCOUNT);
        }
    }

    @Test
    @Documented(ApiReference.REPOSITORY)
    void accountsAndRegionsDoNotSeeEachOther() {
        Map<String, EcrClient> registries = Map.of(
                "one", ecr.client(ACCOUNT, "us-east-1"),
                "two", ecr.client(ACCOUNT, "eu-west-1"),
                "three", ecr.client(OTHER_ACCOUNT, "us-east-1"),
                "four", ecr.client(OTHER_ACCOUNT, "eu-west-1"));

        registries.forEach(
                (content, client) -> RepositoryUnderTest.created(client, "app").pushed(content, "1.0"));

        registries.forEach((content, client) -> {
            RepositoryUnderTest app = RepositoryUnderTest.existing(client, "app");
            assertThat(client.describeRepositories().repositories()).hasSize(1);
            assertThat(app.ids())
                    .extracting(ImageIdentifier::imageDigest)
                    .containsExactly(Manifest.ociImage(Blob.config(content), Blob.layer(content))
                            .digest());
        });
        registries.get("one").deleteRepository(r -> r.repositoryName("app").force(true));
        assertThat(registries.get("two").describeRepositories().repositories()).hasSize(1);
        assertThat(registries.get("three").describeRepositories().repositories())
                .hasSize(1);
    }

    @Test
    @Documented(ApiReference.REPOSITORY)
    void layersOfAnotherRegionAreNotThere() {
        RepositoryUnderTest there = RepositoryUnderTest.created(ecr.client(ACCOUNT, "eu-west-1"), "app");
        Manifest image = there.pushed("content", "1.0");
        RepositoryUnderTest here = ecr.repository("app");

        ecr.refusal(() -> here.put(image, "1.0"))
                .is(software.amazon.awssdk.services.ecr.model.LayersNotFoundException.class);
    }

    @Test
    @Observed(Sighting.REPOSITORY_NOT_FOUND)
    void errorsNameTheRegistryOfTheCaller() {
        ecr.refusal(() -> ecr.client(OTHER_ACCOUNT, "eu-west-1").listImages(r -> r.repositoryName("app")))
                .is(RepositoryNotFoundException.class)
                .says("The repository with name 'app' does not exist in the registry with id '210987654321'");
    }
}
