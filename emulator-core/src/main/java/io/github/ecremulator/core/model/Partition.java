package io.github.ecremulator.core.model;

/**
 * A group of AWS regions that shares accounts, ARN prefix and DNS suffixes.
 *
 * @see <a href="https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html">AWS
 *     partitions</a>
 */
public enum Partition {
    /** The commercial regions. */
    AWS("aws", "", "amazonaws.com"),
    /** China. */
    AWS_CN("aws-cn", "cn-", "amazonaws.com.cn"),
    /** GovCloud. */
    AWS_US_GOV("aws-us-gov", "us-gov-", "amazonaws.com"),
    /** The European sovereign cloud. */
    AWS_EUSC("aws-eusc", "eusc-", "amazonaws.eu"),
    /** Isolated regions, United States. */
    AWS_ISO("aws-iso", "us-iso-", "c2s.ic.gov"),
    /** Isolated secret regions, United States. */
    AWS_ISO_B("aws-iso-b", "us-isob-", "sc2s.sgov.gov"),
    /** Isolated regions, Europe. */
    AWS_ISO_E("aws-iso-e", "eu-isoe-", "cloud.adc-e.uk"),
    /** Isolated regions, United States, south. */
    AWS_ISO_F("aws-iso-f", "us-isof-", "csp.hci.ic.gov");

    private final String id;
    private final String regionPrefix;
    private final String dnsSuffix;

    Partition(String id, String regionPrefix, String dnsSuffix) {
        this.id = id;
        this.regionPrefix = regionPrefix;
        this.dnsSuffix = dnsSuffix;
    }

    static Partition of(Region region) {
        for (Partition partition : values()) {
            if (partition != AWS && region.value().startsWith(partition.regionPrefix)) {
                return partition;
            }
        }
        return AWS;
    }

    /** The second field of an ARN, such as {@code aws}. */
    public String id() {
        return id;
    }

    /** What host names of the partition end with, such as {@code amazonaws.com}. */
    public String dnsSuffix() {
        return dnsSuffix;
    }
}
