package io.github.ecremulator.server.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecremulator.core.model.Region;
import io.github.ecremulator.core.model.RegistryId;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsHostTest {

    @ParameterizedTest
    @CsvSource({
        "210987654321.dkr.ecr.eu-west-1.amazonaws.com, eu-west-1",
        "210987654321.dkr.ecr.eu-west-1.amazonaws.com:443, eu-west-1",
        "210987654321.DKR.ECR.EU-WEST-1.AmazonAWS.com, eu-west-1",
        "210987654321.dkr.ecr-fips.us-gov-west-1.amazonaws.com, us-gov-west-1",
        "210987654321.dkr.ecr.cn-north-1.amazonaws.com.cn, cn-north-1",
        "210987654321.dkr-ecr.eu-west-1.on.aws, eu-west-1",
        "210987654321.dkr.ecr.eu-west-1.localhost:5010, eu-west-1"
    })
    void aHostNamesARegistry(String host, String region) {
        assertEquals(
                Optional.of(RegistryId.parse("210987654321/" + region)), AwsHost.registry(new Origin("http", host)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:5010",
                "[::1]:5010",
                "127.0.0.1",
                "",
                "21098765432.dkr.ecr.eu-west-1.amazonaws.com",
                "2109876543210.dkr.ecr.eu-west-1.amazonaws.com",
                "210987654321.dkr.ecr.eu-west-1",
                "210987654321.dkr.ecr.eu_west_1.localhost",
                "210987654321.dkr.ecr.a-region-whose-name-is-too-long.localhost",
                "210987654321.dkr.ecr..localhost"
            })
    void aHostNamesNoRegistry(String host) {
        assertEquals(Optional.empty(), AwsHost.registry(new Origin("http", host)));
    }

    @ParameterizedTest
    @CsvSource({
        "api.ecr.eu-west-1.amazonaws.com, eu-west-1, true",
        "ecr.eu-west-1.amazonaws.com, eu-west-1, true",
        "ecr-fips.us-east-1.amazonaws.com, us-east-1, true",
        "ecr.eu-west-1.api.aws, eu-west-1, true",
        "api.ecr.cn-north-1.amazonaws.com.cn, cn-north-1, true",
        "api.ecr.eusc-de-east-1.amazonaws.eu, eusc-de-east-1, true",
        "api.ecr.eu-west-1.localhost:5010, eu-west-1, false",
        "ecr.eu-west-1.amazonaws.com.example.org, eu-west-1, false"
    })
    void aHostNamesTheRegionOfAnApi(String host, String region, boolean real) {
        Origin origin = new Origin("http", host);

        assertEquals(Optional.of(new Region(region)), AwsHost.apiRegion(origin));
        assertEquals(real, AwsHost.isRealApi(origin));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:5010", "[::1]:5010", "ecr.test:5010", "210987654321.dkr.ecr.eu-west-1.localhost"})
    void aHostNamesNoApi(String host) {
        assertEquals(Optional.empty(), AwsHost.apiRegion(new Origin("http", host)));
        assertEquals(false, AwsHost.isRealApi(new Origin("http", host)));
    }
}
