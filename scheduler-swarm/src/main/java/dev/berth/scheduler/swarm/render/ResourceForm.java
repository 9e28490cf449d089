package dev.berth.scheduler.swarm.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Resources;

/** Requests as reservations, limits as limits. */
final class ResourceForm {
    private static final long NANO_CPUS_IN_MILLICORE = 1_000_000;

    private ResourceForm() {}

    static ObjectNode of(Resources resources) {
        ObjectNode node = Json.object();
        put(node, "Limits", resources.limits());
        put(node, "Reservations", resources.requests());
        return node;
    }

    private static void put(ObjectNode resources, String field, ResourceAmounts amounts) {
        ObjectNode node = Json.object();
        amounts.cpu().ifPresent(cpu -> node.put("NanoCPUs", cpu.millicores() * NANO_CPUS_IN_MILLICORE));
        amounts.memory().ifPresent(memory -> node.put("MemoryBytes", memory.bytes()));
        if (!node.isEmpty()) {
            resources.set(field, node);
        }
    }
}
