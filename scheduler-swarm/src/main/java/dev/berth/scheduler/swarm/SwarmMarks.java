package dev.berth.scheduler.swarm;

import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import java.util.HexFormat;

/**
 * The state of a service that a write is planned on. The manager's own index would not do: it grows by what the manager
 * itself notes of a rollout. The digest of the spec changes only when somebody writes. Pure.
 */
final class SwarmMarks {
    private static final int LENGTH = 32;

    /** How the words end for what a manager has finished. */
    private static final String COMPLETED = "completed";

    private SwarmMarks() {}

    /** Tells also whether a manager is at a rollout, or holds one that failed: then few writes are allowed. */
    static String mark(ServiceObject service) {
        boolean rolling = service.update()
                .filter(update -> !update.state().endsWith(COMPLETED))
                .isPresent();
        return (rolling ? SwarmDifference.ROLLING : "") + digest(service);
    }

    /** Whether {@code mark} is of this spec; a rollout that has ended since changed nothing of it. */
    static boolean isOf(String mark, ServiceObject service) {
        return mark.endsWith(digest(service));
    }

    private static String digest(ServiceObject service) {
        return HexFormat.of().formatHex(Sha256.of(service.spec().toString())).substring(0, LENGTH);
    }

    static NativeObject object(ServiceObject service) {
        return new NativeObject(
                SwarmTranslator.SERVICE, service.name(), service.spec().toString());
    }
}
