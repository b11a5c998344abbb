package io.github.ecremulator.contract.api;

import static org.assertj.core.api.Assertions.assertThat;

import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;

/**
 * An error answer of the service.
 *
 * @param exception what the SDK made of it
 */
record Refusal(EcrException exception) {

    Refusal is(Class<? extends EcrException> type) {
        assertThat(exception).as(exception.getMessage()).isInstanceOf(type);
        return hasCode(type.getSimpleName());
    }

    Refusal hasCode(String code) {
        assertThat(exception.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(exception.statusCode()).isEqualTo(400);
        return this;
    }

    Refusal says(String message) {
        assertThat(message()).isEqualTo(message);
        return this;
    }

    Refusal saysLike(String pattern) {
        assertThat(message()).matches(pattern);
        return this;
    }

    /** ECR's sentence about a parameter that breaks a constraint. */
    Refusal isInvalidParameter(String member, String constraint) {
        return is(InvalidParameterException.class)
                .says("Invalid parameter at '" + member + "' failed to satisfy constraint: '" + constraint + "'");
    }

    String message() {
        return exception.awsErrorDetails().errorMessage();
    }
}
