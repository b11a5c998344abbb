package io.github.ecremulator.core.model;

import java.util.regex.Pattern;

/**
 * The name of a repository within its registry, such as {@code team-a/web}.
 *
 * @param value 2 to 256 characters in ECR's grammar
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html">CreateRepository</a>
 */
public record RepositoryName(String value) implements Comparable<RepositoryName> {

    /** Shortest name, in characters. */
    public static final int MIN_LENGTH = 2;

    /** Longest name, in characters. */
    public static final int MAX_LENGTH = 256;

    /** The grammar as the service model declares it. */
    public static final String GRAMMAR = "[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*";

    private static final Pattern FORM = Pattern.compile(GRAMMAR);

    /** @throws IllegalArgumentException when the value is no repository name */
    public RepositoryName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a repository name: '" + value + "'");
        }
    }

    /** Whether a text is a repository name, length included. */
    public static boolean isValid(String value) {
        return value.length() >= MIN_LENGTH
                && value.length() <= MAX_LENGTH
                && FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(RepositoryName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
