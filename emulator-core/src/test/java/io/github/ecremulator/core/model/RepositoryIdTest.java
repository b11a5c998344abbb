package io.github.ecremulator.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:ecr:us-east-1:123456789012:repository/app",
                "arn:aws:ecr:eu-west-1:111122223333:repository/team-a/web_1/x.y",
                "arn:aws-cn:ecr:cn-north-1:123456789012:repository/app",
                "arn:aws-us-gov:ecr:us-gov-west-1:123456789012:repository/app"
            })
    void anArnIsReadAndWrittenBack(String arn) {
        assertEquals(arn, RepositoryId.ofArn(arn).arn());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "app",
                "arn:aws:ecr:us-east-1:123456789012:repository/",
                "arn:aws:ecr:us-east-1:123456789012:repository/App",
                "arn:aws:ecr:us-east-1:123456789012:repository/a",
                "arn:aws:ecr:us-east-1:123456789012:repository/app/",
                "arn:aws:ecr:us-east-1:12345678901:repository/app",
                "arn:aws:ecr::123456789012:repository/app",
                "arn:aws:s3:us-east-1:123456789012:repository/app",
                "arn:aws:ecr:us-east-1:123456789012:image/app",
                "arn:aws:ecr:cn-north-1:123456789012:repository/app",
                "arn:aws-cn:ecr:us-east-1:123456789012:repository/app",
                " arn:aws:ecr:us-east-1:123456789012:repository/app"
            })
    void otherTextIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> RepositoryId.ofArn(text));
    }
}
