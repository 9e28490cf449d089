package dev.berth.scheduler.k8s.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a container of a pod is to have.
 *
 * @param staying of an init container whether it goes on beside the others
 * @param requests quantities as they are written, such as {@code cpu} of {@code 500m}
 */
public record ContainerSpec(String name, boolean staying, Map<String, String> requests, List<ContainerPort> ports) {

    /**
     * A port of a container.
     *
     * @param hostPort 0 when it has none on the node
     * @param protocol such as {@code UDP}
     */
    public record ContainerPort(String name, int number, int hostPort, String protocol) {}

    static ContainerSpec read(JsonFields json) throws IOException {
        Parts parts = new Parts(json);
        json.each(parts::part);
        return json.share(new ContainerSpec(parts.name, parts.staying, parts.requests, List.copyOf(parts.ports)));
    }

    private static final class Parts {
        private final JsonFields json;
        private String name = "";
        private boolean staying;
        private Map<String, String> requests = Map.of();
        private final List<ContainerPort> ports = new ArrayList<>();

        Parts(JsonFields json) {
            this.json = json;
        }

        void part(String field) throws IOException {
            switch (field) {
                case "name" -> name = json.sharedText();
                case "restartPolicy" -> staying = json.sharedText().equals("Always");
                case "resources" -> json.each(this::resources);
                case "ports" -> json.items(() -> ports.add(port()));
                default -> json.skip();
            }
        }

        private void resources(String field) throws IOException {
            if (field.equals("requests")) {
                requests = json.texts();
            } else {
                json.skip();
            }
        }

        private ContainerPort port() throws IOException {
            String[] texts = {"", "TCP"};
            int[] numbers = {0, 0};
            json.each(field -> {
                switch (field) {
                    case "name" -> texts[0] = json.sharedText();
                    case "protocol" -> texts[1] = json.sharedText();
                    case "containerPort" -> numbers[0] = json.number();
                    case "hostPort" -> numbers[1] = json.number();
                    default -> json.skip();
                }
            });
            return new ContainerPort(texts[0], numbers[0], numbers[1], texts[1]);
        }
    }
}
