package dev.berth.scheduler.k8s.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A node.
 *
 * @param cordoned whether nothing more is placed on it
 * @param taints what keeps pods from it
 * @param addresses by type, such as {@code InternalIP}
 * @param allocatable quantities as they are written, such as {@code cpu} of {@code 1900m}
 */
public record NodeObject(
        ObjectMeta metadata,
        boolean cordoned,
        List<Taint> taints,
        Map<String, String> addresses,
        Map<String, String> allocatable,
        List<Condition> conditions) {

    /**
     * What keeps pods from a node.
     *
     * @param effect such as {@code NoSchedule}
     */
    public record Taint(String key, String value, String effect) {}

    static NodeObject read(JsonFields json) throws IOException {
        Parts parts = new Parts(json);
        json.each(parts::part);
        return new NodeObject(
                parts.metadata,
                parts.cordoned,
                List.copyOf(parts.taints),
                Map.copyOf(parts.addresses),
                parts.allocatable,
                parts.conditions);
    }

    private static final class Parts {
        private final JsonFields json;
        private ObjectMeta metadata = ObjectParts.NO_METADATA;
        private boolean cordoned;
        private final List<Taint> taints = new ArrayList<>();
        private final Map<String, String> addresses = new HashMap<>();
        private Map<String, String> allocatable = Map.of();
        private List<Condition> conditions = List.of();

        Parts(JsonFields json) {
            this.json = json;
        }

        void part(String name) throws IOException {
            switch (name) {
                case "metadata" -> metadata = ObjectMeta.read(json);
                case "spec" -> json.each(this::spec);
                case "status" -> json.each(this::status);
                default -> json.skip();
            }
        }

        private void spec(String name) throws IOException {
            switch (name) {
                case "unschedulable" -> cordoned = json.flag();
                case "taints" -> json.items(this::taint);
                default -> json.skip();
            }
        }

        private void taint() throws IOException {
            Map<String, String> texts = scalars();
            taints.add(json.share(new Taint(
                    texts.getOrDefault("key", ""), texts.getOrDefault("value", ""), texts.getOrDefault("effect", ""))));
        }

        private Map<String, String> scalars() throws IOException {
            return json.texts();
        }

        private void status(String name) throws IOException {
            switch (name) {
                case "addresses" ->
                    json.items(() -> {
                        Map<String, String> address = scalars();
                        addresses.put(address.getOrDefault("type", ""), address.getOrDefault("address", ""));
                    });
                case "allocatable" -> allocatable = json.texts();
                case "conditions" -> conditions = Condition.list(json);
                default -> json.skip();
            }
        }
    }
}
