package dev.berth.scheduler.local.agent.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON to the few shapes the wire has: maps, lists, texts, whole numbers and flags. */
final class Json {
    private static final int DEPTH = 64;

    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            // Half a surrogate pair has no UTF-8 form; escaped, even that arrives as it was.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxStringLength(Protocol.MAXIMUM_FRAME)
                    .build())
            .build();

    private Json() {}

    static WireObject parse(byte[] text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new WireException("a frame holds no JSON object");
            }
            WireObject object = new WireObject(map(parser));
            if (parser.nextToken() != null) {
                throw new WireException("a frame holds more than one JSON object");
            }
            return object;
        } catch (JsonProcessingException e) {
            throw new WireException("a frame is not JSON: " + e.getOriginalMessage());
        }
    }

    private static Map<String, Object> map(JsonParser parser) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static List<Object> list(JsonParser parser) throws IOException {
        List<Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return items;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> new WireObject(map(parser));
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case NOT_AVAILABLE,
                    END_OBJECT,
                    END_ARRAY,
                    FIELD_NAME,
                    VALUE_EMBEDDED_OBJECT,
                    VALUE_NUMBER_FLOAT,
                    VALUE_NULL ->
                throw new WireException("a frame holds a " + parser.currentToken() + " where the protocol has none");
        };
    }
}
