package dev.berth.scheduler.swarm.check;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.core.adapter.Problems;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.swarm.render.UpdateForm;

/** Policies of a workload that runs without end. */
final class PolicyCheck {
    private PolicyCheck() {}

    static void check(WorkloadSpec spec, Problems problems) {
        boolean none =
                spec.restart().limit().filter(limit -> limit.attempts() == 0).isPresent();
        problems.below("restart")
                .below("limit")
                .below("attempts")
                .refuseIf(
                        none,
                        Capabilities.RESTART_LIMIT,
                        "attempts must be 1 or more, as 0 means no limit to a swarm; say condition never");
        // A new task that is started first takes the old one's place as soon as it is ready; nothing can make that
        // wait.
        boolean waits = !spec.rollout().minimumReadyTime().isZero();
        problems.below("rollout")
                .below("minimumReadyTime")
                .refuseIf(
                        runsOn(spec.mode()) && waits && UpdateForm.startsFirst(spec),
                        Capabilities.ROLLOUT_MINIMUM_READY_TIME,
                        "minimumReadyTime (=" + spec.rollout().minimumReadyTime()
                                + ") holds only where an old instance is stopped first: let maximumUnavailable be 1 or"
                                + " more, and maximumSurge 0");
    }

    private static boolean runsOn(Mode mode) {
        return switch (mode.kind()) {
            case REPLICATED, GLOBAL -> true;
            case BATCH, GLOBAL_BATCH, CRON -> false;
        };
    }
}
