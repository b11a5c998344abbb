package io.github.ecremulator.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {

    @ParameterizedTest
    @CsvSource({
        "us-east-1, aws, amazonaws.com",
        "eu-central-2, aws, amazonaws.com",
        "ca-west-1, aws, amazonaws.com",
        "cn-north-1, aws-cn, amazonaws.com.cn",
        "cn-northwest-1, aws-cn, amazonaws.com.cn",
        "us-gov-east-1, aws-us-gov, amazonaws.com",
        "us-iso-east-1, aws-iso, c2s.ic.gov",
        "us-isob-east-1, aws-iso-b, sc2s.sgov.gov",
        "eu-isoe-west-1, aws-iso-e, cloud.adc-e.uk",
        "us-isof-south-1, aws-iso-f, csp.hci.ic.gov",
        "eusc-de-east-1, aws-eusc, amazonaws.eu"
    })
    void aRegionLiesInOnePartition(String region, String partition, String suffix) {
        assertEquals(partition, new Region(region).partition().id());
        assertEquals(
                "123456789012.dkr.ecr." + region + "." + suffix,
                new RegistryId(new AccountId("123456789012"), new Region(region)).awsHost());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "US-EAST-1", "us_east_1", "us-east-1/", "us east 1", "abcdefghijklmnopqrstuvwxyz"})
    void otherTextIsNoRegion(String text) {
        assertThrows(IllegalArgumentException.class, () -> new Region(text));
    }
}
