package io.github.ecremulator.server.awsjson;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The declared form of a member of a request, in the terms of the AWS service model. */
public sealed interface Shape {

    /** A text. */
    record Text(
            int min,
            int max,
            @Nullable String pattern,
            List<String> values,
            @Nullable String ownRule) implements Shape {}

    /** A whole number. */
    record Whole(long min, long max) implements Shape {}

    /** True or false. */
    record Flag() implements Shape {}

    /** Bytes, which travel as base64. */
    record Blob(int max) implements Shape {}

    /** A list of things of one shape. */
    record Listing(Shape element, int min, int max) implements Shape {}

    /** Named members, in the order of the model, which is the order in which they are checked. */
    record Structure(List<Member> members) implements Shape {}

    /** A member of a structure. */
    record Member(String name, Shape shape, boolean required) {}

    /** A text without limits. */
    static Text text() {
        return new Text(0, Integer.MAX_VALUE, null, List.of(), null);
    }

    /** A text of some length, in characters. */
    static Text text(int min, int max) {
        return new Text(min, max, null, List.of(), null);
    }

    /** A text that matches a pattern as a whole. */
    static Text pattern(String pattern) {
        return new Text(0, Integer.MAX_VALUE, pattern, List.of(), null);
    }

    /** A text of some length that matches a pattern as a whole. */
    static Text text(int min, int max, String pattern) {
        return new Text(min, max, pattern, List.of(), null);
    }

    /** One of some words, in the order in which ECR lists them. */
    static Text oneOf(String... values) {
        return new Text(0, Integer.MAX_VALUE, null, List.of(values), null);
    }

    /**
     * A text that ECR checks by hand instead of by its model, which shows in its sentences.
     *
     * @param rule what ECR says when the pattern is broken
     */
    static Text handWritten(int min, int max, String pattern, String rule) {
        return new Text(min, max, pattern, List.of(), rule);
    }

    /** A whole number within bounds. */
    static Whole whole(long min, long max) {
        return new Whole(min, max);
    }

    /** True or false. */
    static Flag flag() {
        return new Flag();
    }

    /** Bytes up to a number. */
    static Blob blob(int max) {
        return new Blob(max);
    }

    /** A list of any length. */
    static Listing list(Shape element) {
        return new Listing(element, 0, Integer.MAX_VALUE);
    }

    /** A list with bounds on its length. */
    static Listing list(Shape element, int min, int max) {
        return new Listing(element, min, max);
    }

    /** A structure. */
    static Structure structure(Member... members) {
        return new Structure(List.of(members));
    }

    /** A member that may be left out. */
    static Member optional(String name, Shape shape) {
        return new Member(name, shape, false);
    }

    /** A member that must be there. */
    static Member required(String name, Shape shape) {
        return new Member(name, shape, true);
    }
}
