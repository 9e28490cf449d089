package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of an observed manifest the write of another one could change: without the defaults of a server and what others wrote, and
 * with what it left out as saying nothing. Where {@link Comparison} finds nothing to write, this is what is wanted. Pure.
 */
public final class Touched {
    private Touched() {}

    public static ObjectNode of(ObjectNode wanted, ObjectNode observed) {
        ObjectNode touched = fields(wanted, observed);
        JsonNode before = observed.path("metadata");
        if (!Comparison.has(wanted.path("metadata").path("annotations"), before.path("annotations"))) {
            // Written from another manifest: what it had more is taken away.
            List.of("labels", "annotations")
                    .forEach(marks -> ours(before.path(marks))
                            .forEach(mark -> touched.withObjectProperty("metadata")
                                    .withObjectProperty(marks)
                                    .set(mark.getKey(), mark.getValue())));
        }
        return touched;
    }

    private static Stream<Map.Entry<String, JsonNode>> ours(JsonNode marks) {
        return marks.properties().stream().filter(mark -> Labels.isOurs(mark.getKey()));
    }

    private static ObjectNode fields(ObjectNode wanted, ObjectNode observed) {
        ObjectNode touched = Json.object();
        wanted.properties()
                .forEach(field -> value(field.getKey(), field.getValue(), observed.path(field.getKey()))
                        .ifPresent(value -> touched.set(field.getKey(), value)));
        return touched;
    }

    private static Optional<JsonNode> value(String name, JsonNode wanted, JsonNode observed) {
        if (Comparison.has(wanted, observed)) {
            return Optional.of(wanted);
        }
        if (observed.isMissingNode()) {
            return Optional.empty();
        }
        if (wanted instanceof ObjectNode after && observed instanceof ObjectNode before) {
            return Optional.of(fields(after, before));
        }
        if (wanted instanceof ArrayNode after && observed instanceof ArrayNode before) {
            return Optional.of(elements(name, after, before));
        }
        return Optional.of(observed);
    }

    private static ArrayNode elements(String name, ArrayNode wanted, ArrayNode observed) {
        String key = Comparison.KEYS.get(name);
        ArrayNode touched = Json.array();
        if (key == null && wanted.size() != observed.size()) {
            return observed;
        }
        for (int i = 0; i < wanted.size(); i++) {
            JsonNode element = wanted.get(i);
            JsonNode before = key == null ? observed.get(i) : find(observed, key, element.path(key));
            value("", element, before).ifPresent(touched::add);
        }
        return touched;
    }

    private static JsonNode find(ArrayNode elements, String key, JsonNode value) {
        for (JsonNode element : elements) {
            if (element.path(key).equals(value)) {
                return element;
            }
        }
        return elements.path(elements.size());
    }
}
