package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A JSON merge patch, as an API server takes it. */
final class FakePatch {
    private FakePatch() {}

    /** Whether it is that object, in that state where one is named. */
    static boolean isMeant(ObjectNode patch, ObjectNode found) {
        return List.of("/metadata/uid", "/metadata/resourceVersion").stream()
                .allMatch(field ->
                        patch.at(field).isMissingNode() || patch.at(field).equals(found.at(field)));
    }

    static void merge(ObjectNode patch, ObjectNode found) {
        patch.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                found.remove(field.getKey());
            } else if (value instanceof ObjectNode object) {
                merge(object, found.withObjectProperty(field.getKey()));
            } else {
                found.set(field.getKey(), value);
            }
        });
    }
}
