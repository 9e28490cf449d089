package dev.berth.scheduler.swarm.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Replicated;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.time.Duration;

/**
 * How tasks are replaced. Swarm either starts the new task before it stops the old one of its slot or the other way round,
 * so of the two limits one is used and the other kept at 0.
 */
public final class UpdateForm {
    /**
     * How long a new task is watched at least: one that fails meanwhile pauses the rollout. The pause before the next
     * slot is as long, otherwise a task that crashes a moment after its start would cost two slots instead of one.
     */
    static final Duration SHORTEST_MONITOR = Duration.ofSeconds(2);

    private static final int EVERYTHING = 100;

    private UpdateForm() {}

    static ObjectNode of(WorkloadSpec spec) {
        return switch (spec.mode().kind()) {
            case REPLICATED, GLOBAL -> rollout(spec);
            case BATCH, GLOBAL_BATCH, CRON -> anew();
        };
    }

    /** Another revision of a batch is another run: whatever fails of it, the rest is run. */
    private static ObjectNode anew() {
        return Json.object()
                .put("Parallelism", 0)
                .put("FailureAction", "continue")
                .put("Order", "stop-first");
    }

    private static ObjectNode rollout(WorkloadSpec spec) {
        RolloutPolicy policy = spec.rollout();
        Duration ready = policy.minimumReadyTime();
        long watched = Nanoseconds.of(ready.compareTo(SHORTEST_MONITOR) > 0 ? ready : SHORTEST_MONITOR);
        boolean startFirst = startsFirst(spec);
        return Json.object()
                .put("Parallelism", startFirst ? surge(spec) : unavailable(spec))
                .put("Delay", watched)
                .put("FailureAction", "pause")
                .put("Monitor", watched)
                .put("MaxFailureRatio", 0)
                .put("Order", startFirst ? "start-first" : "stop-first");
    }

    /** Whether a new task is started before the old one of its slot is stopped: surge is asked for, or all that is left. */
    public static boolean startsFirst(WorkloadSpec spec) {
        RolloutPolicy policy = spec.rollout();
        if (policy.maximumSurge().value() == 0) {
            return false;
        }
        boolean asked = !policy.maximumSurge().equals(RolloutPolicy.DEFAULT.maximumSurge());
        return asked || missing(policy.maximumUnavailable(), spec.mode()) == 0;
    }

    /** 0 is all of them. Where a percentage comes to none and nothing may be added either, one at a time. */
    private static int unavailable(WorkloadSpec spec) {
        Amount amount = spec.rollout().maximumUnavailable();
        return isEverything(amount) ? 0 : Math.max(1, missing(amount, spec.mode()));
    }

    private static int surge(WorkloadSpec spec) {
        Amount amount = spec.rollout().maximumSurge();
        int count =
                spec.mode() instanceof Replicated replicated ? amount.roundedUp(replicated.replicas()) : one(amount);
        return Math.max(1, count);
    }

    /** How many may be missing for sure. Of an unknown number of nodes a percentage may come to none, unless it is all. */
    private static int missing(Amount amount, Mode mode) {
        if (mode instanceof Replicated replicated) {
            return amount.roundedDown(replicated.replicas());
        }
        return isEverything(amount) ? 1 : amount.percent() ? 0 : amount.value();
    }

    private static int one(Amount amount) {
        return amount.percent() ? 1 : amount.value();
    }

    private static boolean isEverything(Amount amount) {
        return amount.percent() && amount.value() >= EVERYTHING;
    }
}
