package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How every manifest begins. */
final class ManifestForm {
    private ManifestForm() {}

    static ObjectNode of(String apiVersion, String kind, String name, Marks marks) {
        ObjectNode manifest = Json.object().put("apiVersion", apiVersion).put("kind", kind);
        ObjectNode metadata = Json.object().put("name", name).put("namespace", marks.namespace());
        metadata.set("labels", Labels.json(marks.labels()));
        if (!marks.annotations().isEmpty()) {
            metadata.set("annotations", Labels.json(marks.annotations()));
        }
        manifest.set("metadata", metadata);
        return manifest;
    }
}
