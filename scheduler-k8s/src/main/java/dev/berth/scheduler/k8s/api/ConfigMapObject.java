package dev.berth.scheduler.k8s.api;

import java.io.IOException;
import java.util.Map;

/**
 * A ConfigMap.
 *
 * @param data empty where only its metadata was asked for
 */
public record ConfigMapObject(ObjectMeta metadata, Map<String, String> data) {
    static ConfigMapObject read(JsonFields json) throws IOException {
        ObjectMeta[] metadata = {ObjectParts.NO_METADATA};
        @SuppressWarnings({"unchecked", "rawtypes"}) // an array of one, to be set from within
        Map<String, String>[] data = new Map[] {Map.of()};
        json.each(name -> {
            switch (name) {
                case "metadata" -> metadata[0] = ObjectMeta.read(json);
                case "data" -> data[0] = json.texts();
                default -> json.skip();
            }
        });
        return new ConfigMapObject(metadata[0], data[0]);
    }
}
