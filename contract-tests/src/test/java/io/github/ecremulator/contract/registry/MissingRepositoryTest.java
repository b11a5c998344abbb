package io.github.ecremulator.contract.registry;

import static io.github.ecremulator.contract.registry.RegistryUnderTest.missingRepository;

import io.github.ecremulator.contract.evidence.Observed;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A repository that was never created is missed with the same words on every route. */
class MissingRepositoryTest {

    @RegisterExtension
    final RegistryUnderTest registry = RegistryUnderTest.with("app");

    static Stream<String> everyRouteOfARepository() {
        String digest = Bytes.absentDigest('a');
        String upload = "/v2/no/such-app/blobs/uploads/18ee9582-bdf0-430a-8648-eb18f897e098";
        return Stream.of(
                "GET /v2/no/such-app/blobs/" + digest,
                "POST /v2/no/such-app/blobs/uploads/",
                "POST /v2/no/such-app/blobs/uploads/?digest=" + digest,
                "POST /v2/no/such-app/blobs/uploads/?mount=" + digest + "&from=app",
                "PATCH " + upload,
                "PUT " + upload + "?digest=" + digest,
                "GET " + upload,
                "DELETE " + upload,
                "GET /v2/no/such-app/manifests/1",
                "GET /v2/no/such-app/manifests/" + digest,
                "DELETE /v2/no/such-app/manifests/1",
                "DELETE /v2/no/such-app/manifests/" + digest,
                "GET /v2/no/such-app/tags/list",
                "GET /v2/no/such-app/referrers/" + digest);
    }

    @ParameterizedTest
    @MethodSource("everyRouteOfARepository")
    @Observed("sinker #55, starter-workflows #2647, docker/cli #5275")
    void theRepositoryIsNamedOnEveryRoute(String route) {
        String[] parts = route.split(" ");
        DoorRequest request = registry.request(parts[0], parts[1]);
        if (parts[0].startsWith("P")) {
            request.body("some content");
        }

        request.send().expectError(404, "NAME_UNKNOWN", missingRepository("no/such-app"));
    }

    @Test
    @Observed("sinker #55, starter-workflows #2647, docker/cli #5275")
    void aManifestIsRefusedForTheRepositoryBeforeItsContentIsLookedAt() {
        registry.putManifest("no/such-app", "1", SampleManifest.ociImage("a"))
                .expectError(404, "NAME_UNKNOWN", missingRepository("no/such-app"));
    }

    @Test
    @Observed("HEAD carries the Content-Length of the GET's body, as for a manifest")
    void headSaysTheSameWithoutABody() {
        String digest = Bytes.absentDigest('a');
        registry.head("/v2/no/such-app/manifests/1")
                .send()
                .expectHeadError(404, "NAME_UNKNOWN", missingRepository("no/such-app"));
        registry.head("/v2/no/such-app/blobs/" + digest)
                .send()
                .expectHeadError(404, "NAME_UNKNOWN", missingRepository("no/such-app"));
    }

    @Test
    @Observed("sinker #55: the id is that of the registry asked")
    void theRegistryIsNamedToo() {
        registry.get("/v2/app/manifests/1")
                .host("210987654321.dkr.ecr.us-east-1.amazonaws.com")
                .token(registry.token("210987654321", "us-east-1"))
                .send()
                .expectError(404, "NAME_UNKNOWN", missingRepository("app", "210987654321"));
    }
}
