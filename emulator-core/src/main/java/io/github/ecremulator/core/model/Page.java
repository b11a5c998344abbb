package io.github.ecremulator.core.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items the entries, in the list's order
 * @param next where the following page starts, absent on the last page
 * @param <T> the kind of entry
 */
public record Page<T>(List<T> items, Optional<String> next) {

    /** Copies the entries. */
    public Page {
        items = List.copyOf(items);
    }

    /** A list that is not paged. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, Optional.empty());
    }

    /** The same page with each entry turned into something else. */
    public <R> Page<R> map(Function<? super T, ? extends R> function) {
        return new Page<>(items.stream().<R>map(function).toList(), next);
    }
}
