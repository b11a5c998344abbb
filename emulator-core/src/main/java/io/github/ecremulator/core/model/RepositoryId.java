package io.github.ecremulator.core.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repository anywhere: its registry and its name there. Nothing in the emulator is keyed by less.
 *
 * @param registry the registry
 * @param name the name within it
 */
public record RepositoryId(RegistryId registry, RepositoryName name) implements Comparable<RepositoryId> {

    private static final Pattern ARN =
            Pattern.compile("arn:(aws[a-z-]*):ecr:([0-9a-z-]{2,25}):([0-9]{12}):repository/(.+)");

    /**
     * Reads {@code arn:aws:ecr:us-east-1:123456789012:repository/name}.
     *
     * @throws IllegalArgumentException when the text is not the ARN of a repository
     */
    public static RepositoryId ofArn(String arn) {
        Matcher matcher = ARN.matcher(arn);
        if (!matcher.matches() || !RepositoryName.isValid(matcher.group(4))) {
            throw new IllegalArgumentException("not the ARN of a repository: '" + arn + "'");
        }
        Region region = new Region(matcher.group(2));
        if (!region.partition().id().equals(matcher.group(1))) {
            throw new IllegalArgumentException("partition and region do not match: '" + arn + "'");
        }
        return new RepositoryId(
                new RegistryId(new AccountId(matcher.group(3)), region), new RepositoryName(matcher.group(4)));
    }

    /** The repository's ARN, the same whatever host it is reached by. */
    public String arn() {
        return "arn:" + registry.region().partition().id() + ":ecr:" + registry.region() + ":" + registry.account()
                + ":repository/" + name;
    }

    @Override
    public int compareTo(RepositoryId other) {
        int byRegistry = registry.compareTo(other.registry);
        return byRegistry != 0 ? byRegistry : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return registry + "/" + name;
    }
}
