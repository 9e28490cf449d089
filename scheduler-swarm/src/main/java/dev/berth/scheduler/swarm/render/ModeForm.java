package dev.berth.scheduler.swarm.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Replicated;

/**
 * How many tasks a service has. Never one of the job modes: there, another label on the service runs what has ended once
 * more. With restart condition "none" a replicated or global service runs each task once.
 */
final class ModeForm {
    private ModeForm() {}

    static ObjectNode of(Mode mode, boolean cancelled) {
        return switch (mode.kind()) {
            case REPLICATED -> replicas(mode instanceof Replicated replicated ? replicated.replicas() : 0);
            case BATCH -> replicas(mode instanceof Batch batch && !cancelled ? batch.completions() : 0);
            case CRON -> replicas(0);
            case GLOBAL, GLOBAL_BATCH -> Json.object().set("Global", Json.object());
        };
    }

    /** Of a run of a CRON, whose own service runs nothing. */
    static ObjectNode replicas(int count) {
        return Json.object().set("Replicated", Json.object().put("Replicas", count));
    }
}
