package dev.berth.scheduler.k8s.check;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.core.adapter.Problems;
import dev.berth.scheduler.k8s.render.StrategyForm;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Replicated;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadSpec;

/** Policies of a workload. */
final class PolicyCheck {
    private PolicyCheck() {}

    static void check(WorkloadSpec spec, Problems problems) {
        RolloutPolicy policy = spec.rollout();
        Problems rollout = problems.below("rollout");
        Seconds.check(
                policy.minimumReadyTime(), 0, "minimumReadyTime", Capabilities.ROLLOUT_MINIMUM_READY_TIME, rollout);
        policy.progressDeadline()
                .ifPresent(deadline -> Seconds.check(
                        deadline, 1, "progressDeadline", Capabilities.ROLLOUT_PROGRESS_DEADLINE, rollout));
        spec.nodeLossWait()
                .ifPresent(wait -> Seconds.check(wait, 0, "nodeLossWait", Capabilities.NODE_LOSS_WAIT, problems));
        limits(spec, rollout.below("maximumUnavailable"));
        share(spec, rollout.below("maximumUnavailable"));
        batch(spec.mode(), problems.below("mode"));
    }

    /** Nobody knows beforehand how many nodes there are. */
    private static void share(WorkloadSpec spec, Problems problems) {
        Amount missing = spec.rollout().maximumUnavailable();
        problems.refuseIf(
                spec.mode().kind() == Mode.Kind.GLOBAL
                        && !StrategyForm.startsFirst(spec)
                        && missing.percent()
                        && !StrategyForm.isAllOf(missing),
                Capabilities.ROLLOUT_ROLLING,
                "maximumUnavailable (=" + missing
                        + ") must be a count, or 100%, where nothing may be added: a DaemonSet rounds a share up");
    }

    /** Kubernetes would take 1 for both being 0, which is one more missing than was allowed. */
    private static void limits(WorkloadSpec spec, Problems problems) {
        RolloutPolicy policy = spec.rollout();
        if (spec.mode() instanceof Replicated replicated
                && replicated.replicas() > 0
                && policy.maximumUnavailable().roundedDown(replicated.replicas()) == 0
                && policy.maximumSurge().roundedUp(replicated.replicas()) == 0) {
            problems.infeasible("maximumUnavailable (=" + policy.maximumUnavailable() + ") comes to 0 of "
                    + replicated.replicas()
                    + " replicas and maximumSurge is 0, so no instance could be replaced; say a count of 1 or more");
        }
    }

    private static void batch(Mode mode, Problems problems) {
        if (mode instanceof Batch batch) {
            deadline(batch, problems.below("batch"));
        } else if (mode instanceof Cron cron) {
            deadline(cron.batch(), problems.below("cron").below("batch"));
        }
    }

    private static void deadline(Batch batch, Problems problems) {
        batch.deadline()
                .ifPresent(deadline -> Seconds.check(deadline, 1, "deadline", Capabilities.BATCH_DEADLINE, problems));
    }
}
