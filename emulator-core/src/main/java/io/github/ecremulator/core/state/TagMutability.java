package io.github.ecremulator.core.state;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.model.ImageTag;
import io.github.ecremulator.core.model.Wildcard;
import java.util.List;

/**
 * Whether the tags of a repository can be moved to another image.
 *
 * @param mode the rule
 * @param exclusions the tags for which the opposite of the rule holds; present exactly when the mode has exclusions
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html">Preventing image tags
 *     from being overwritten</a>
 */
public record TagMutability(Mode mode, List<Wildcard> exclusions) {

    /** Every tag can be moved. */
    public static final TagMutability MUTABLE = new TagMutability(Mode.MUTABLE, List.of());

    private static final int MAX_WILDCARDS = 2;

    /** The four rules. */
    public enum Mode {
        /** Every tag can be moved. */
        MUTABLE(false, false),
        /** No tag can be moved. */
        IMMUTABLE(true, false),
        /** No tag can be moved, except those that match. */
        IMMUTABLE_WITH_EXCLUSION(true, true),
        /** Every tag can be moved, except those that match. */
        MUTABLE_WITH_EXCLUSION(false, true);

        private final boolean immutable;
        private final boolean exclusions;

        Mode(boolean immutable, boolean exclusions) {
            this.immutable = immutable;
            this.exclusions = exclusions;
        }
    }

    /** @throws EcrException when the mode needs exclusions and has none, or the reverse, or one has more than two wildcards */
    public TagMutability {
        exclusions = List.copyOf(exclusions);
        if (mode.exclusions && exclusions.isEmpty()) {
            throw new EcrException(new EcrError.MutabilityFiltersMissing(mode.name()));
        }
        if (!mode.exclusions && !exclusions.isEmpty()) {
            throw new EcrException(new EcrError.MutabilityFiltersNotAllowed(mode.name()));
        }
        for (Wildcard exclusion : exclusions) {
            if (exclusion
                            .pattern()
                            .chars()
                            .filter(character -> character == '*')
                            .count()
                    > MAX_WILDCARDS) {
                throw new EcrException(new EcrError.TooManyWildcards(exclusion.pattern(), MAX_WILDCARDS));
            }
        }
    }

    /** Whether a tag that exists stays where it is. */
    public boolean isImmutable(ImageTag tag) {
        boolean excluded = exclusions.stream().anyMatch(exclusion -> exclusion.matches(tag.value()));
        return mode.immutable != excluded;
    }
}
