package io.github.ecremulator.server.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecremulator.core.model.Region;
import io.github.ecremulator.core.model.RegistryId;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.model.RepositoryName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressingTest {

    private static final RegistryId HOME = RegistryId.parse("123456789012/us-east-1");
    private static final RegistryId OTHER = RegistryId.parse("210987654321/eu-west-1");
    private static final Origin LOCALHOST = new Origin("http", "localhost:5010");

    private final Addressing plain = new Addressing(HOME, Optional.empty(), UriStyle.parse("follow"));
    private final Addressing opened = new Addressing(HOME, Optional.of(OTHER), UriStyle.parse("follow"));

    @Test
    void twelveDigitsAreAnAccountOnEveryListener() {
        assertEquals(
                "333333333333", plain.callerAccount(LOCALHOST, "333333333333").value());
        assertEquals(
                "333333333333", opened.callerAccount(LOCALHOST, "333333333333").value());
    }

    @Test
    void anyOtherKeyBelongsToTheListenersAccountElseToTheDefault() {
        assertEquals("123456789012", plain.callerAccount(LOCALHOST, "AKIATEST").value());
        assertEquals("210987654321", opened.callerAccount(LOCALHOST, "AKIATEST").value());
    }

    @Test
    void theHostSaysTheRegionBeforeListenerAndScope() {
        Origin api = new Origin("http", "api.ecr.ap-south-1.localhost:5010");
        Origin registry = new Origin("http", "333333333333.dkr.ecr.ap-south-1.localhost:5010");

        assertEquals(new Region("ap-south-1"), opened.apiRegion(api, Optional.of(new Region("us-west-2"))));
        assertEquals(new Region("ap-south-1"), opened.apiRegion(registry, Optional.of(new Region("us-west-2"))));
    }

    @Test
    void theListenerSaysTheRegionBeforeTheScope() {
        assertEquals(OTHER.region(), opened.apiRegion(LOCALHOST, Optional.of(new Region("us-west-2"))));
    }

    @Test
    void theScopeSaysTheRegionBeforeTheDefault() {
        assertEquals(new Region("us-west-2"), plain.apiRegion(LOCALHOST, Optional.of(new Region("us-west-2"))));
        assertEquals(HOME.region(), plain.apiRegion(LOCALHOST, Optional.empty()));
    }

    @Test
    void aRegistryIsNamedByTheHostElseByTheListenerElseByNothing() {
        Origin named = new Origin("http", "333333333333.dkr.ecr.ap-south-1.localhost:5010");

        assertEquals(
                Optional.of(RegistryId.parse("333333333333/ap-south-1")),
                opened.namedRegistry(named, Optional.empty()));
        assertEquals(Optional.of(OTHER), opened.namedRegistry(LOCALHOST, Optional.empty()));
        assertEquals(Optional.empty(), plain.namedRegistry(LOCALHOST, Optional.empty()));
    }

    @Test
    void aRepositoryUriIsWhatDockerTakes() {
        RepositoryId repository = new RepositoryId(HOME, new RepositoryName("team/app"));

        assertEquals("localhost:5010/team/app", plain.repositoryUri(LOCALHOST, repository));
        assertEquals("[::1]:5010/team/app", plain.repositoryUri(new Origin("http", "[::1]:5010"), repository));
    }
}
