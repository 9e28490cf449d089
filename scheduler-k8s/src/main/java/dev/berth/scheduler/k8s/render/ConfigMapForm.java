package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.api.PackedText;

/** A ConfigMap of one text, which never changes. */
public final class ConfigMapForm {
    public static final String KIND = "ConfigMap";

    /** The one key of its data. */
    public static final String KEY = "content";

    /** Characters that are readable rather than small. */
    private static final int SHORT = 32 << 10;

    private ConfigMapForm() {}

    public static ObjectNode of(String name, Marks marks, String content) {
        ObjectNode manifest = ManifestForm.of("v1", KIND, name, marks);
        manifest.put("immutable", true);
        manifest.set("data", Json.object().put(KEY, content));
        return manifest;
    }

    /** The same where the content may be long, packed then: an object of 1.5 MiB is refused by its store. */
    public static ObjectNode packed(String name, Marks marks, String content) {
        if (content.length() < SHORT) {
            return of(name, marks, content);
        }
        ObjectNode manifest = ManifestForm.of("v1", KIND, name, marks);
        manifest.put("immutable", true);
        manifest.set("binaryData", Json.object().put(KEY + PackedText.SUFFIX, PackedText.pack(content)));
        return manifest;
    }
}
