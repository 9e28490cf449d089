package dev.berth.scheduler.swarm.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/** Documents as they are compared: an engine leaves out what is empty or 0, and adds ids to names. */
final class Normal {
    /** What an engine is given beside a name and may not be left out when a service is written. */
    private static final Set<String> IDS = Set.of("ConfigID", "SecretID");

    private Normal() {}

    /** Whether both mean the same to an engine; what is missing means what is empty. */
    static boolean equal(JsonNode one, JsonNode other) {
        return of(one).equals(of(other));
    }

    private static JsonNode of(JsonNode node) {
        return meaning(node).orElse(MissingNode.getInstance());
    }

    /** Empty when it says nothing. */
    private static Optional<JsonNode> meaning(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode normal = fields(object);
            return normal.isEmpty() ? Optional.empty() : Optional.of(normal);
        }
        if (node instanceof ArrayNode array) {
            return array.isEmpty() ? Optional.empty() : Optional.of(elements(array));
        }
        if (node.isNumber()) {
            return node.asDouble() == 0 ? Optional.empty() : Optional.of(number(node));
        }
        boolean silent = node.isNull()
                || node.isMissingNode()
                || (node.isTextual() && node.asText().isEmpty())
                || (node.isBoolean() && !node.asBoolean());
        return silent ? Optional.empty() : Optional.of(node);
    }

    private static ObjectNode fields(ObjectNode object) {
        ObjectNode normal = Json.object();
        object.properties().forEach(field -> {
            if (!IDS.contains(field.getKey())) {
                meaning(field.getValue()).ifPresent(value -> normal.set(field.getKey(), value));
            }
        });
        return normal;
    }

    /** Elements count by their place, so none is left out: an empty argument is one. */
    private static ArrayNode elements(ArrayNode array) {
        ArrayNode normal = Json.array();
        array.forEach(element -> normal.add(element instanceof ObjectNode object ? fields(object) : element));
        return normal;
    }

    /** One sort of whole number, whatever size the parser chose. */
    private static JsonNode number(JsonNode node) {
        return node.isIntegralNumber() ? LongNode.valueOf(node.asLong()) : node;
    }
}
