package dev.berth.scheduler.swarm.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Task;
import java.util.Locale;

/**
 * Ports on the node of each task, never on all nodes: that, and virtual addresses, need IP_VS in the kernel, and an
 * endpoint would not lead to one instance.
 */
final class PortForm {
    private PortForm() {}

    static ObjectNode of(Task task) {
        ArrayNode ports = Json.array();
        task.ports().stream()
                .filter(port -> port.reach() != Port.Reach.INSIDE)
                .forEach(port -> ports.add(published(port)));
        ObjectNode endpoint = Json.object().put("Mode", "dnsrr");
        if (!ports.isEmpty()) {
            endpoint.set("Ports", ports);
        }
        return endpoint;
    }

    /** Without a published port the engine picks one when the task starts. */
    private static ObjectNode published(Port port) {
        int number = port.number().orElseThrow();
        ObjectNode published = Json.object()
                .put("Name", port.name())
                .put("Protocol", port.protocol().name().toLowerCase(Locale.ROOT))
                .put("TargetPort", number);
        if (port.reach() == Port.Reach.FIXED) {
            published.put("PublishedPort", number);
        }
        return published.put("PublishMode", "host");
    }
}
