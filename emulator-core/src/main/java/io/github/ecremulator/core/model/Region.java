package io.github.ecremulator.core.model;

import java.util.regex.Pattern;

/**
 * An AWS region such as {@code us-east-1}. Any name of the right form is a region: the emulator keeps no list that would
 * age.
 *
 * @param value 2 to 25 lower-case letters, digits and hyphens
 */
public record Region(String value) implements Comparable<Region> {

    private static final Pattern FORM = Pattern.compile("[0-9a-z-]{2,25}");

    /** @throws IllegalArgumentException when the value cannot be a region */
    public Region {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "a region is 2 to 25 lower-case letters, digits and hyphens, not '" + value + "'");
        }
    }

    /** Whether a text could be a region. */
    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    /** The partition that the region lies in; a region lies in exactly one. */
    public Partition partition() {
        return Partition.of(this);
    }

    @Override
    public int compareTo(Region other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
