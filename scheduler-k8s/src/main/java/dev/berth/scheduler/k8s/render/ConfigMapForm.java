package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A ConfigMap of one text, which never changes. */
public final class ConfigMapForm {
    public static final String KIND = "ConfigMap";

    /** The one key of its data. */
    public static final String KEY = "content";

    private ConfigMapForm() {}

    public static ObjectNode of(String name, Marks marks, String content) {
        ObjectNode manifest = ManifestForm.of("v1", KIND, name, marks);
        manifest.put("immutable", true);
        manifest.set("data", Json.object().put(KEY, content));
        return manifest;
    }
}
