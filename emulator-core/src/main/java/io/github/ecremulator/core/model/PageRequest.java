package io.github.ecremulator.core.model;

import java.util.Optional;

/**
 * Which page is wanted.
 *
 * @param limit the most entries, at least 0
 * @param after the {@link Page#next()} of the page before, absent for the first
 */
public record PageRequest(int limit, Optional<String> after) {

    /** The first page. */
    public static PageRequest first(int limit) {
        return new PageRequest(limit, Optional.empty());
    }
}
