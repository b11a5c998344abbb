package io.github.ecremulator.core.model;

/**
 * A text in which {@code *} stands for any number of characters, matched against the whole of another. Linear in the
 * product of the lengths; never a regular expression, because such filters come from users.
 *
 * @param pattern the text
 */
public record Wildcard(String pattern) {

    /** Whether the whole of a text matches. */
    public boolean matches(String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
