package io.github.ecremulator.server.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryRouteTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aPathAddressesWhatItsEndSays(String path, RegistryRoute route) {
        assertEquals(Optional.of(route), RegistryRoute.parse(path));
    }

    static Stream<Arguments> aPathAddressesWhatItsEndSays() {
        return Stream.of(
                arguments("/v2/", new RegistryRoute.Base()),
                arguments("/v2", new RegistryRoute.Base()),
                arguments("/v2/_catalog", new RegistryRoute.Catalog()),
                arguments("/v2/app/tags/list", new RegistryRoute.Tags("app")),
                arguments("/v2/app/manifests/1.0", new RegistryRoute.Manifest("app", "1.0")),
                arguments("/v2/app/manifests/sha256:ab", new RegistryRoute.Manifest("app", "sha256:ab")),
                arguments("/v2/app/referrers/sha256:ab", new RegistryRoute.Referrers("app", "sha256:ab")),
                arguments("/v2/app/blobs/sha256:ab", new RegistryRoute.Blob("app", "sha256:ab")),
                arguments("/v2/app/blobs/uploads/", new RegistryRoute.Uploads("app")),
                arguments("/v2/app/blobs/uploads", new RegistryRoute.Uploads("app")),
                arguments("/v2/app/blobs/uploads/id-1", new RegistryRoute.Upload("app", "id-1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aRepositoryMayBeNamedLikeAnEndpoint(String path, RegistryRoute route) {
        assertEquals(Optional.of(route), RegistryRoute.parse(path));
    }

    static Stream<Arguments> aRepositoryMayBeNamedLikeAnEndpoint() {
        return Stream.of(
                arguments("/v2/manifests/manifests/manifests", new RegistryRoute.Manifest("manifests", "manifests")),
                arguments("/v2/a/manifests/b/manifests/1", new RegistryRoute.Manifest("a/manifests/b", "1")),
                arguments("/v2/tags/list/tags/list", new RegistryRoute.Tags("tags/list")),
                arguments("/v2/tags/list/manifests/1", new RegistryRoute.Manifest("tags/list", "1")),
                arguments("/v2/app/tags/manifests/list", new RegistryRoute.Manifest("app/tags", "list")),
                arguments("/v2/a/blobs/uploads/blobs/uploads/", new RegistryRoute.Uploads("a/blobs/uploads")),
                arguments("/v2/a/blobs/uploads/blobs/uploads/id", new RegistryRoute.Upload("a/blobs/uploads", "id")),
                arguments("/v2/a/blobs/uploads/manifests/1", new RegistryRoute.Manifest("a/blobs/uploads", "1")),
                arguments("/v2/uploads/blobs/sha256:ab", new RegistryRoute.Blob("uploads", "sha256:ab")),
                arguments("/v2/blobs/blobs/sha256:ab", new RegistryRoute.Blob("blobs", "sha256:ab")),
                arguments("/v2/referrers/referrers/sha256:ab", new RegistryRoute.Referrers("referrers", "sha256:ab")),
                arguments("/v2/v2/tags/list", new RegistryRoute.Tags("v2")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void escapesAreReadBeforeThePath(String path, RegistryRoute route) {
        assertEquals(Optional.of(route), RegistryRoute.parse(path));
    }

    static Stream<Arguments> escapesAreReadBeforeThePath() {
        return Stream.of(
                arguments("/v2/team%2Fapp/manifests/1", new RegistryRoute.Manifest("team/app", "1")),
                arguments("/v2/team%2fapp/manifests/1", new RegistryRoute.Manifest("team/app", "1")),
                arguments("/v2/app/manifests/sha256%3Aab", new RegistryRoute.Manifest("app", "sha256:ab")),
                arguments("/v2/app/manifests/a+b", new RegistryRoute.Manifest("app", "a+b")),
                arguments("/v2/app/manifests/a%252Fb", new RegistryRoute.Manifest("app", "a%2Fb")),
                arguments("/v2/app/manifests/...", new RegistryRoute.Manifest("app", "...")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/app",
                "/v2/app/",
                "/v2/app/unknown/1",
                "/v2/app/tags",
                "/v2/app/tags/other",
                "/v2/app/tags/list/",
                "/v2/app/manifests/1/",
                "/v2/app/blobs/sha256:ab/",
                "/v2/app/blobs/uploads/id/",
                "/v2/app/blobs/uploads/a%2Fb",
                "/v2/tags/list",
                "/v2/manifests/1",
                "/v2/_catalog/",
                "/v2/./app/manifests/1",
                "/v2/app/../other/manifests/1",
                "/v2/app/%2e%2e/other/manifests/1",
                "/v2/app/manifests/..",
                "/v2/app/manifests/%2E",
                "/v2/app/manifests/%zz",
                "/v2/app/manifests/%",
                "/v1/app/manifests/1",
                "/"
            })
    void thereIsNoSuchEndpoint(String path) {
        assertEquals(Optional.empty(), RegistryRoute.parse(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2x/app/manifests/1", "/v22/app/tags/list", "/v2app/blobs/uploads/"})
    void whatOnlyBeginsLikeTheRegistryIsNotTheRegistry(String path) {
        assertEquals(Optional.empty(), RegistryRoute.parse(path));
    }
}
