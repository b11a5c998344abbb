package io.github.ecremulator.server.awsjson;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A structure as it came, members in the types of their shapes. What a required member holds has been checked. */
public final class Input {

    private final Map<String, Object> members;

    Input(Map<String, Object> members) {
        this.members = members;
    }

    @Nullable
    Object raw(String name) {
        return members.get(name);
    }

    /** Whether a member was sent. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** A text that must be there. */
    public String text(String name) {
        return (String) required(name);
    }

    /** A text that may be missing. */
    public Optional<String> optionalText(String name) {
        return Optional.ofNullable((String) members.get(name));
    }

    /** A number that must be there. */
    public long whole(String name) {
        return (Long) required(name);
    }

    /** A number that may be missing. */
    public OptionalInt optionalInt(String name) {
        Object value = members.get(name);
        return value == null ? OptionalInt.empty() : OptionalInt.of(((Long) value).intValue());
    }

    /** Whether a flag was sent and is true. */
    public boolean isTrue(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    /** Bytes that must be there. */
    public byte[] bytes(String name) {
        return (byte[]) required(name);
    }

    /** A structure that may be missing. */
    public Optional<Input> structure(String name) {
        return Optional.ofNullable((Input) members.get(name));
    }

    /** A list of texts, empty when missing. */
    @SuppressWarnings("unchecked")
    public List<String> texts(String name) {
        return (List<String>) members.getOrDefault(name, List.of());
    }

    /** A list of structures, empty when missing. */
    @SuppressWarnings("unchecked")
    public List<Input> structures(String name) {
        return (List<Input>) members.getOrDefault(name, List.of());
    }

    private Object required(String name) {
        Object value = members.get(name);
        if (value == null) {
            throw new IllegalStateException("the operation does not declare " + name + " as required");
        }
        return value;
    }
}
