package dev.berth.scheduler.tck.run;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import java.util.Set;

/** Capabilities that no call asks for, so that no call can be refused for lack of them: they show only in what happens. */
final class Behaviours {
    private static final Set<Capability> ALL = Set.of(
            Capabilities.HEALTH_READINESS_LOST,
            Capabilities.RESTART_ALWAYS,
            Capabilities.CONSTRAINT_FOLLOWS_LABELS,
            Capabilities.ANTI_AFFINITY_DURING_ROLLOUT,
            Capabilities.MAXIMUM_PER_NODE_DURING_ROLLOUT,
            Capabilities.BATCH_RESULT_KEPT,
            Capabilities.EXIT_SIGNAL,
            Capabilities.NODE_LOSS_REPLACEMENT,
            Capabilities.LOGS_STREAM,
            Capabilities.LOGS_ENDED,
            Capabilities.NODE_DRAIN);

    private Behaviours() {}

    static boolean contains(String capability) {
        return ALL.contains(new Capability(capability));
    }
}
