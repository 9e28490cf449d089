package dev.berth.scheduler.k8s.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * JSON as API servers write it, token by token: most of an object is its spec and who manages which field, and of all that
 * only a few values are wanted. What objects of one answer have in common is kept once, and texts that many have once for all.
 */
final class JsonFields implements Closeable {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonParser parser;
    private final Map<Object, Object> shared = new HashMap<>();

    private JsonFields(JsonParser parser) {
        this.parser = parser;
    }

    /** Stands at the first token of {@code text}. */
    static JsonFields of(InputStream text) throws IOException {
        return begin(FACTORY.createParser(text));
    }

    static JsonFields of(byte[] text, int length) throws IOException {
        return begin(FACTORY.createParser(text, 0, length));
    }

    /** Reads a tree once more. */
    static JsonFields of(ObjectNode tree) throws IOException {
        return begin(tree.traverse());
    }

    private static JsonFields begin(JsonParser parser) throws IOException {
        JsonFields fields = new JsonFields(parser);
        parser.nextToken();
        return fields;
    }

    /** All of the object that begins here. */
    ObjectNode tree() throws IOException {
        if (MAPPER.readTree(parser) instanceof ObjectNode object) {
            return object;
        }
        throw new UnexpectedAnswerException("an object was expected");
    }

    /** Calls {@code field} on each value of the object that begins here, or of none where there is null. */
    void each(Field field) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new UnexpectedAnswerException("an object was expected");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            field.read(name);
        }
    }

    /** Calls {@code item} on each value of the array that begins here, or of none where there is null. */
    void items(Value item) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new UnexpectedAnswerException("a list was expected");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            item.read();
        }
    }

    /** Passes over the value that the parser stands at. */
    void skip() throws IOException {
        parser.skipChildren();
    }

    String text() throws IOException {
        if (parser.currentToken() == null || !parser.currentToken().isScalarValue()) {
            throw new UnexpectedAnswerException("a text was expected");
        }
        return parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText();
    }

    /** A text that many objects of the answer have. */
    String sharedText() throws IOException {
        return share(text());
    }

    int number() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new UnexpectedAnswerException("a whole number was expected");
        }
        return parser.getIntValue();
    }

    OptionalInt optionalNumber() throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? OptionalInt.empty() : OptionalInt.of(number());
    }

    long longNumber() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new UnexpectedAnswerException("a whole number was expected");
        }
        return parser.getLongValue();
    }

    boolean isNumber() {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
    }

    boolean flag() throws IOException {
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    Optional<Instant> time() throws IOException {
        String text = text();
        try {
            return text.isEmpty() ? Optional.empty() : share(Optional.of(Instant.parse(text)));
        } catch (DateTimeException e) {
            throw new UnexpectedAnswerException("a time was expected", e);
        }
    }

    Map<String, String> texts() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        each(name -> texts.put(share(name), sharedText()));
        return share(Map.copyOf(texts));
    }

    @SuppressWarnings("unchecked") // what is equal to a text is a text, to a map of texts such a map
    <T> T share(T value) {
        return (T) shared.computeIfAbsent(value, key -> key instanceof String text ? text.intern() : key);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    /** Reads the value that the parser stands at. */
    interface Field {
        void read(String name) throws IOException;
    }

    /** Reads the value that the parser stands at, whatever its name. */
    interface Value {
        void read() throws IOException;
    }
}
