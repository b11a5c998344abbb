package io.github.ecremulator.core.state;

import org.jspecify.annotations.Nullable;

/**
 * How a repository's contents are encrypted at rest; it never changes.
 *
 * @param type {@code AES256}, {@code KMS} or {@code KMS_DSSE}
 * @param kmsKeyArn the ARN of the key, absent for {@code AES256}
 */
public record Encryption(String type, @Nullable String kmsKeyArn) {

    /** Keys that Amazon S3 manages, the default. */
    public static final Encryption AES256 = new Encryption("AES256", null);
}
