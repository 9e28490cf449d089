package dev.berth.scheduler.swarm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import java.util.HexFormat;

/**
 * The state of a service that a write is planned on. The manager's own index would not do: it grows by what the manager
 * itself notes of a rollout. The digest of the spec changes only when somebody writes. Pure.
 */
final class SwarmMarks {
    private static final int LENGTH = 32;

    private SwarmMarks() {}

    /** Tells also whether a manager is at a rollout, or holds one that failed: then few writes are allowed. */
    static String mark(ServiceObject service) {
        boolean rolling =
                service.update().filter(update -> !update.isCompleted()).isPresent();
        return (rolling ? SwarmDifference.ROLLING : "") + digest(service.spec());
    }

    /** Whether {@code mark} is of this spec; a rollout that has ended since changed nothing of it. */
    static boolean isOf(String mark, ServiceObject service) {
        return mark.endsWith(digest(service.spec()));
    }

    /** The mark of a service that has this spec, whatever its rollout does. */
    static String digest(ObjectNode spec) {
        return HexFormat.of().formatHex(Sha256.of(spec.toString())).substring(0, LENGTH);
    }

    static NativeObject object(ServiceObject service) {
        return new NativeObject(
                SwarmTranslator.SERVICE, service.name(), service.spec().toString());
    }
}
