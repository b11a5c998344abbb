package io.github.ecremulator.server.awsjson;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.server.awsjson.Shape.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Checks an input against its declared shape and reports the first member, in the order of the model, that breaks a
 * rule. Never changes anything.
 */
final class Constraints {

    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    private Constraints() {}

    /** @throws EcrException {@link EcrError.InvalidParameter} */
    static void check(Shape.Structure shape, Input input) {
        check("", shape, input);
    }

    private static void check(String prefix, Shape.Structure structure, Input input) {
        for (Member member : structure.members()) {
            String path = prefix + lowerFirst(member.name());
            Object value = input.raw(member.name());
            if (value != null) {
                checkValue(path, member.shape(), value);
            } else if (member.required()) {
                boolean handWritten = member.shape() instanceof Shape.Text text && text.ownRule() != null;
                throw broken(path, handWritten ? "must not be null" : "Member must not be null");
            }
        }
    }

    private static void checkValue(String path, Shape shape, Object value) {
        if (shape instanceof Shape.Structure structure) {
            check(path + ".", structure, (Input) value);
        } else if (shape instanceof Shape.Listing listing) {
            checkList(path, listing, (List<?>) value);
        } else {
            for (String violation : violations(shape, value)) {
                throw broken(path, violation);
            }
        }
    }

    private static void checkList(String path, Shape.Listing listing, List<?> elements) {
        for (String violation : lengthViolations(elements.size(), listing.min(), listing.max(), "Member must")) {
            throw broken(path, violation);
        }
        int index = 1;
        for (Object element : elements) {
            if (listing.element() instanceof Shape.Structure structure) {
                check(path + "." + index + ".member.", structure, (Input) element);
            } else if (!violations(listing.element(), element).isEmpty()) {
                throw broken(
                        path, "Member must satisfy constraint: [" + String.join(", ", rules(listing.element())) + "]");
            }
            index++;
        }
    }

    /** What a value breaks, the first of which is reported. */
    private static List<String> violations(Shape shape, Object value) {
        if (shape instanceof Shape.Text text) {
            return textViolations(text, (String) value);
        }
        if (shape instanceof Shape.Whole whole) {
            long number = (Long) value;
            if (number < whole.min()) {
                return List.of("Member must have value greater than or equal to " + whole.min());
            }
            return number > whole.max()
                    ? List.of("Member must have value less than or equal to " + whole.max())
                    : List.of();
        }
        if (shape instanceof Shape.Blob blob) {
            return lengthViolations(((byte[]) value).length, 0, blob.max(), "Member must");
        }
        return List.of();
    }

    private static List<String> textViolations(Shape.Text text, String value) {
        String subject = text.ownRule() != null ? "must" : "Member must";
        List<String> violations = new ArrayList<>(
                lengthViolations(value.codePointCount(0, value.length()), text.min(), text.max(), subject));
        if (!violations.isEmpty()) {
            return violations;
        }
        if (!text.values().isEmpty() && !text.values().contains(value)) {
            violations.add("Member must satisfy enum value set: [" + String.join(", ", text.values()) + "]");
        }
        if (text.pattern() != null && !matches(text.pattern(), value)) {
            violations.add(patternRule(text, text.pattern()));
        }
        return violations;
    }

    private static List<String> lengthViolations(int length, int min, int max, String subject) {
        if (length < min) {
            return List.of(subject + " have length greater than or equal to " + min);
        }
        return length > max ? List.of(subject + " have length less than or equal to " + max) : List.of();
    }

    /** All rules of a list's element; of a broken one ECR recites them all. */
    private static List<String> rules(Shape shape) {
        List<String> rules = new ArrayList<>();
        if (shape instanceof Shape.Text text) {
            if (text.max() < Integer.MAX_VALUE) {
                rules.add("Member must have length less than or equal to " + text.max());
                rules.add("Member must have length greater than or equal to " + text.min());
            }
            if (!text.values().isEmpty()) {
                rules.add("Member must satisfy enum value set: [" + String.join(", ", text.values()) + "]");
            }
            if (text.pattern() != null) {
                rules.add("Member must satisfy regular expression pattern: " + text.pattern());
            }
        }
        return rules;
    }

    private static String patternRule(Shape.Text text, String pattern) {
        return text.ownRule() != null ? text.ownRule() : "Member must satisfy regular expression pattern: " + pattern;
    }

    private static boolean matches(String pattern, String value) {
        return PATTERNS.computeIfAbsent(pattern, Pattern::compile)
                .matcher(value)
                .matches();
    }

    private static String lowerFirst(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static EcrException broken(String member, String constraint) {
        return new EcrException(new EcrError.InvalidParameter(member, constraint));
    }
}
