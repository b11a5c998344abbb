package io.github.ecremulator.core.model;

/**
 * A registry: one account in one region, and by its region in one partition.
 *
 * @param account the owner
 * @param region where it lies
 */
public record RegistryId(AccountId account, Region region) implements Comparable<RegistryId> {

    /** Parses {@code 123456789012/us-east-1}. */
    public static RegistryId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("a registry is ACCOUNT/REGION, not '" + text + "'");
        }
        return new RegistryId(new AccountId(text.substring(0, slash)), new Region(text.substring(slash + 1)));
    }

    /** The host name by which AWS serves this registry to docker. */
    public String awsHost() {
        return account + ".dkr.ecr." + region + "." + region.partition().dnsSuffix();
    }

    @Override
    public int compareTo(RegistryId other) {
        int byAccount = account.compareTo(other.account);
        return byAccount != 0 ? byAccount : region.compareTo(other.region);
    }

    @Override
    public String toString() {
        return account + "/" + region;
    }
}
