package dev.berth.scheduler.k8s.api;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * A Secret without its values, which are passed over while it is read.
 *
 * @param keys of its data
 */
public record SecretObject(ObjectMeta metadata, Set<String> keys) {
    static SecretObject read(JsonFields json) throws IOException {
        ObjectMeta[] metadata = {ObjectParts.NO_METADATA};
        Set<String> keys = new TreeSet<>();
        json.each(name -> {
            switch (name) {
                case "metadata" -> metadata[0] = ObjectMeta.read(json);
                case "data" ->
                    json.each(key -> {
                        keys.add(key);
                        json.skip();
                    });
                default -> json.skip();
            }
        });
        return new SecretObject(metadata[0], Set.copyOf(keys));
    }
}
