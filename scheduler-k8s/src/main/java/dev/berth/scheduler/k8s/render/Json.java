package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Documents as trees and texts. Keys keep the order in which they were put, so equal trees are equal bytes. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static ArrayNode array(Collection<String> texts) {
        ArrayNode array = array();
        texts.forEach(array::add);
        return array;
    }

    /**
     * Reads one object.
     *
     * @throws IllegalArgumentException when {@code text} isn't one; the cause tells no values (rule SEC-1)
     */
    public static ObjectNode read(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the document of a native object is no JSON, see line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()));
        }
        throw new IllegalArgumentException("the document of a native object is no JSON object");
    }

    /** Of maps, lists, texts, numbers and truth values. */
    public static ObjectNode tree(Map<String, Object> fields) {
        return MAPPER.valueToTree(fields);
    }

    /** A number or a truth value. */
    static JsonNode scalar(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a scalar of a native object is no JSON", e);
        }
    }

    /** Whatever it is; empty when it is no JSON. */
    public static Optional<JsonNode> any(String text) {
        try {
            return Optional.ofNullable(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    public static String write(JsonNode node) {
        return node.toString();
    }
}
