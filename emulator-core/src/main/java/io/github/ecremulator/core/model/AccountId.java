package io.github.ecremulator.core.model;

import java.util.regex.Pattern;

/**
 * The twelve digits of an AWS account, which are also the id of its registries.
 *
 * @param value twelve ASCII digits
 */
public record AccountId(String value) implements Comparable<AccountId> {

    private static final Pattern TWELVE_DIGITS = Pattern.compile("[0-9]{12}");

    /** @throws IllegalArgumentException when the value is not twelve digits */
    public AccountId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("an account id has twelve digits, not '" + value + "'");
        }
    }

    /** Whether a text could be an account id. */
    public static boolean isValid(String value) {
        return TWELVE_DIGITS.matcher(value).matches();
    }

    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
