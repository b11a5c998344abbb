package io.github.ecremulator.server.awsjson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.ecremulator.server.awsjson.Shape.Member;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body along the shape that an operation declares, without a tree in between: a layer part of 20 MiB is decoded
 * as it arrives. Members that the shape does not know are skipped.
 */
final class InputReader {

    /** Long enough for the longest manifest however it is escaped. */
    private static final int LONGEST_TEXT = 32 << 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    private final JsonParser parser;

    private InputReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads a body.
     *
     * @throws MalformedBody when it is not JSON, or a member has another type than declared
     * @throws IOException when the client has gone
     */
    static Input read(InputStream body, Shape.Structure shape) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return new Input(Map.of());
            }
            if (first != JsonToken.START_OBJECT) {
                throw new MalformedBody("Start of structure or map found where not expected.");
            }
            Input input = new InputReader(parser).structure(shape);
            if (parser.nextToken() != null) {
                throw new MalformedBody("Unexpected content after the end of the document.");
            }
            return input;
        } catch (JsonProcessingException e) {
            throw new MalformedBody(e.getOriginalMessage());
        }
    }

    private Input structure(Shape.Structure shape) throws IOException {
        Map<String, Object> members = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Member member = member(shape, name);
            if (member == null || parser.currentToken() == JsonToken.VALUE_NULL) {
                parser.skipChildren();
            } else {
                members.put(name, value(member.shape()));
            }
        }
        return new Input(members);
    }

    private Object value(Shape shape) throws IOException {
        if (shape instanceof Shape.Text) {
            require(JsonToken.VALUE_STRING);
            return parser.getText();
        }
        if (shape instanceof Shape.Whole) {
            require(JsonToken.VALUE_NUMBER_INT);
            return parser.getLongValue();
        }
        if (shape instanceof Shape.Flag) {
            if (parser.currentToken() != JsonToken.VALUE_TRUE && parser.currentToken() != JsonToken.VALUE_FALSE) {
                throw unexpected();
            }
            return parser.getBooleanValue();
        }
        if (shape instanceof Shape.Blob blob) {
            require(JsonToken.VALUE_STRING);
            return bytes(blob);
        }
        if (shape instanceof Shape.Listing listing) {
            require(JsonToken.START_ARRAY);
            return list(listing);
        }
        require(JsonToken.START_OBJECT);
        return structure((Shape.Structure) shape);
    }

    private List<Object> list(Shape.Listing listing) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                throw unexpected();
            }
            elements.add(value(listing.element()));
        }
        return elements;
    }

    /** One byte more than the limit is kept, which is enough to see that the limit is exceeded. */
    private byte[] bytes(Shape.Blob blob) throws IOException {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                super.write(bytes, offset, Math.min(length, blob.max() + 1 - count));
            }
        };
        try {
            parser.readBinaryValue(decoded);
        } catch (IllegalArgumentException e) {
            throw new MalformedBody("The value is no base64.");
        }
        return decoded.toByteArray();
    }

    private void require(JsonToken token) {
        if (parser.currentToken() != token) {
            throw unexpected();
        }
    }

    private MalformedBody unexpected() {
        return new MalformedBody(parser.currentToken() + " is not the type that is expected here.");
    }

    private static @Nullable Member member(Shape.Structure shape, String name) {
        for (Member member : shape.members()) {
            if (member.name().equals(name)) {
                return member;
            }
        }
        return null;
    }

    /** The body cannot be read as the operation's input. */
    static final class MalformedBody extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MalformedBody(String message) {
            super(message, null, false, false);
        }
    }
}
