package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Resources;

/** What a container asks for and may take at most. */
final class ResourceForm {
    private ResourceForm() {}

    static ObjectNode of(Resources resources) {
        ObjectNode node = Json.object();
        ObjectNode limits = amounts(resources.limits());
        ObjectNode requests = amounts(resources.requests());
        // What has a limit only would be counted with it at placement.
        limits.fieldNames().forEachRemaining(name -> {
            if (!requests.has(name)) {
                requests.put(name, "0");
            }
        });
        if (!requests.isEmpty()) {
            node.set("requests", requests);
        }
        if (!limits.isEmpty()) {
            node.set("limits", limits);
        }
        return node;
    }

    private static ObjectNode amounts(ResourceAmounts amounts) {
        ObjectNode node = Json.object();
        amounts.cpu().ifPresent(cpu -> node.put("cpu", Quantity.of(cpu)));
        amounts.memory().ifPresent(memory -> node.put("memory", Quantity.of(memory)));
        amounts.disk().ifPresent(disk -> node.put("ephemeral-storage", Quantity.of(disk)));
        return node;
    }
}
