package io.github.ecremulator.core.model;

import java.util.regex.Pattern;

/**
 * A tag of an image.
 *
 * @param value 1 to 300 letters, digits, hyphens, underscores and dots
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageIdentifier.html">ImageIdentifier</a>
 */
public record ImageTag(String value) implements Comparable<ImageTag> {

    /** Longest tag, in characters. */
    public static final int MAX_LENGTH = 300;

    /** The grammar that ECR quotes when it refuses a tag. */
    public static final String GRAMMAR = "[a-zA-Z0-9-_.]+";

    private static final Pattern FORM = Pattern.compile(GRAMMAR);

    /** @throws IllegalArgumentException when the value is no tag */
    public ImageTag {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an image tag: '" + value + "'");
        }
    }

    /** Whether a text is a tag, length included. */
    public static boolean isValid(String value) {
        return value.length() <= MAX_LENGTH && FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(ImageTag other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
