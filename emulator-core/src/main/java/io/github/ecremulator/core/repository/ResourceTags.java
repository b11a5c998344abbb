package io.github.ecremulator.core.repository;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import java.util.Locale;
import java.util.Map;

/**
 * The rules for tags of a repository.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-using-tags.html">Tagging a private
 *     repository</a>
 */
public final class ResourceTags {

    private static final int MAX_TAGS = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;
    private static final String RESERVED = "aws:";

    private ResourceTags() {}

    /**
     * Makes sure that a repository may have these tags.
     *
     * @throws EcrException when a key or value breaks the rules, or there are too many
     */
    public static void validate(Map<String, String> tags) {
        tags.forEach((key, value) -> {
            boolean valid = !key.isEmpty()
                    && key.length() <= MAX_KEY
                    && value.length() <= MAX_VALUE
                    && !key.toLowerCase(Locale.ROOT).startsWith(RESERVED);
            if (!valid) {
                throw new EcrException(new EcrError.InvalidResourceTags());
            }
        });
        requireRoom(tags);
    }

    static void requireRoom(Map<String, String> tags) {
        if (tags.size() > MAX_TAGS) {
            throw new EcrException(new EcrError.TooManyResourceTags(MAX_TAGS));
        }
    }
}
