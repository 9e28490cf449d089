package dev.berth.scheduler.spec;

import java.time.Duration;

/** Rules of the rollout and restart policies. */
final class PolicyRules {
    private static final int ALL = 100;

    private PolicyRules() {}

    static void check(WorkloadSpec spec, Findings findings) {
        switch (spec.mode().kind()) {
            case REPLICATED, GLOBAL -> {}
            case BATCH, GLOBAL_BATCH, CRON -> meaningless(spec, findings);
        }
        rollout(spec.rollout(), findings.field("rollout"));
        restart(spec.restart(), findings.field("restart"));
    }

    private static void meaningless(WorkloadSpec spec, Findings findings) {
        String mode = Shown.of(spec.mode().kind());
        if (!spec.rollout().equals(RolloutPolicy.DEFAULT)) {
            findings.field("rollout")
                    .refuse("rollout has no meaning in mode " + mode + ": a changed spec is a new run");
        }
        if (!spec.restart().equals(RestartPolicy.DEFAULT)) {
            findings.field("restart")
                    .refuse("restart has no meaning in mode " + mode
                            + ": retries says how often a failed attempt is followed by another");
        }
    }

    private static void rollout(RolloutPolicy rollout, Findings findings) {
        amount(rollout.maximumUnavailable(), findings.field("maximumUnavailable"));
        amount(rollout.maximumSurge(), findings.field("maximumSurge"));
        if (rollout.maximumUnavailable().value() == 0 && rollout.maximumSurge().value() == 0) {
            findings.field("maximumUnavailable")
                    .refuse(
                            rollout.maximumUnavailable(),
                            "must not be 0 when maximumSurge is 0, too: no instance could ever be replaced");
        }
        findings.field("minimumReadyTime").notNegative(rollout.minimumReadyTime());
        rollout.progressDeadline().ifPresent(deadline -> {
            findings.field("progressDeadline").positive(deadline);
            findings.field("progressDeadline")
                    .require(
                            deadline.compareTo(rollout.minimumReadyTime()) > 0,
                            deadline,
                            "must be longer than minimumReadyTime (=" + Shown.of(rollout.minimumReadyTime()) + ")");
        });
    }

    private static void amount(Amount amount, Findings findings) {
        boolean legal = amount.value() >= 0 && (!amount.percent() || amount.value() <= ALL);
        findings.require(legal, amount, "must be a count of 0 or more, or a percentage from 0 % to 100 %");
    }

    private static void restart(RestartPolicy restart, Findings findings) {
        boolean never = restart.condition() == RestartPolicy.Condition.NEVER;
        restart.limit().ifPresent(limit -> {
            Findings place = findings.field("limit");
            place.field("attempts").atLeast(0, limit.attempts());
            place.field("window").positive(limit.window());
            if (never) {
                place.refuse("limit has no meaning when the condition is never");
            }
        });
        restart.backOff().ifPresent(pauses -> {
            backOff(pauses, findings.field("backOff"));
            if (never) {
                findings.field("backOff").refuse("backOff has no meaning when the condition is never");
            }
        });
    }

    private static void backOff(RestartPolicy.BackOff pauses, Findings findings) {
        Duration initial = pauses.initial();
        findings.field("initial").notNegative(initial);
        findings.field("maximum").notNegative(pauses.maximum());
        findings.field("initial")
                .require(
                        initial.compareTo(pauses.maximum()) <= 0,
                        initial,
                        "must not exceed maximum (=" + Shown.of(pauses.maximum()) + ")");
        findings.field("factor")
                .require(
                        Double.isFinite(pauses.factor()) && pauses.factor() >= 1,
                        pauses.factor(),
                        "must be a number of 1 or more");
    }
}
