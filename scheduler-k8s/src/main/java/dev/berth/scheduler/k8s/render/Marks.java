package dev.berth.scheduler.k8s.render;

import java.util.Map;

/** What the metadata of an object says beside its name. */
public record Marks(String namespace, Map<String, String> labels, Map<String, String> annotations) {
    public Marks {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }
}
