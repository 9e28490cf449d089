package dev.berth.scheduler.swarm.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON as Docker Engines write it: zero values may be left out, and there may be more in it than is known here. */
final class EngineJson {
    /** What Go writes for a time that isn't set. */
    private static final String NO_TIME = "0001-01-01T00:00:00Z";

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build());

    private EngineJson() {}

    static JsonParser parser(InputStream text) throws IOException {
        return MAPPER.getFactory().createParser(text);
    }

    static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    /** Reads an array one object at a time, so that no more than one of them is held. */
    static <T> List<T> list(InputStream array, ObjectReader<T> reader) throws IOException {
        List<T> all = new ArrayList<>();
        try (JsonParser parser = parser(array)) {
            openArray(parser);
            while (nextObject(parser)) {
                all.add(reader.read(MAPPER.readTree(parser)));
            }
        }
        return all;
    }

    /** Makes a value of an object. */
    interface ObjectReader<T> {
        T read(ObjectNode node) throws UnexpectedAnswerException;
    }

    /** Goes into an array; Go writes null for one that was never made. */
    static void openArray(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_ARRAY && first != JsonToken.VALUE_NULL) {
            throw new UnexpectedAnswerException("a list was expected");
        }
    }

    /** Whether another object of the array begins here; false at its end. */
    static boolean nextObject(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL
                && parser.getParsingContext().inRoot()) {
            return false;
        }
        JsonToken next = parser.nextToken();
        if (next == JsonToken.END_ARRAY) {
            return false;
        }
        expectObject(next);
        return true;
    }

    /** The next of objects that follow each other with nothing between them; null at the end. */
    static @Nullable ObjectNode nextOf(JsonParser parser) throws IOException {
        JsonToken next = parser.nextToken();
        if (next == null) {
            return null;
        }
        expectObject(next);
        return MAPPER.readTree(parser);
    }

    private static void expectObject(@Nullable JsonToken token) throws UnexpectedAnswerException {
        if (token != JsonToken.START_OBJECT) {
            throw new UnexpectedAnswerException("an object was expected");
        }
    }

    /** A part that must be there: without it the rest means nothing. */
    static String required(JsonNode node, String name) throws UnexpectedAnswerException {
        String text = node.path(name).asText("");
        if (text.isEmpty()) {
            throw new UnexpectedAnswerException("a value of " + name + " was expected");
        }
        return text;
    }

    static long index(JsonNode node) {
        return node.path("Version").path("Index").asLong();
    }

    /** A part as it stands, to be sent again; empty when there is none. */
    static ObjectNode part(JsonNode node, String name) {
        return node.path(name) instanceof ObjectNode found ? found : newObject();
    }

    static Map<String, String> texts(JsonNode map) {
        Map<String, String> texts = new TreeMap<>();
        map.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText("")));
        return texts;
    }

    static Optional<Instant> time(String text) throws UnexpectedAnswerException {
        if (text.isEmpty() || text.equals(NO_TIME)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new UnexpectedAnswerException("a time was expected", e);
        }
    }
}
