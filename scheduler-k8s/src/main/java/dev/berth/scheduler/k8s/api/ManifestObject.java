package dev.berth.scheduler.k8s.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * An object with all that is wanted of it.
 *
 * @param state what its controller tells
 * @param manifest without its status and without who manages which field; an element of a list has no kind
 */
public record ManifestObject(ControllerObject state, ObjectNode manifest) {
    public ObjectMeta metadata() {
        return state.metadata();
    }

    static ManifestObject read(JsonFields json) throws IOException {
        ObjectNode manifest = json.tree();
        ControllerObject state;
        try (JsonFields copy = JsonFields.of(manifest)) {
            state = ControllerObject.read(copy);
        }
        manifest.remove("status");
        if (manifest.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
        }
        return new ManifestObject(state, manifest);
    }
}
