package dev.berth.scheduler.k8s.api;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A ConfigMap.
 *
 * @param data empty where only its metadata was asked for; texts that were packed are unpacked, under their keys without
 *     {@link PackedText#SUFFIX}
 */
public record ConfigMapObject(ObjectMeta metadata, Map<String, String> data) {
    static ConfigMapObject read(JsonFields json) throws IOException {
        ObjectMeta[] metadata = {ObjectParts.NO_METADATA};
        Map<String, String> data = new TreeMap<>();
        json.each(name -> {
            switch (name) {
                case "metadata" -> metadata[0] = ObjectMeta.read(json);
                case "data" -> data.putAll(json.texts());
                case "binaryData" -> unpack(json.texts(), data);
                default -> json.skip();
            }
        });
        return new ConfigMapObject(metadata[0], Map.copyOf(data));
    }

    private static void unpack(Map<String, String> packed, Map<String, String> data) throws IOException {
        for (Map.Entry<String, String> entry : packed.entrySet()) {
            String key = entry.getKey();
            if (key.endsWith(PackedText.SUFFIX)) {
                String name = key.substring(0, key.length() - PackedText.SUFFIX.length());
                data.put(name, PackedText.unpack(entry.getValue()));
            }
        }
    }
}
