package dev.berth.scheduler.capability;

import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.RolloutPolicy;

/** What the policies of a workload need. */
final class PolicyNeeds {
    private static final int ALL = 100;

    private PolicyNeeds() {}

    static void restart(RestartPolicy policy, Needs needs) {
        switch (policy.condition()) {
            case ALWAYS -> {}
            case ON_FAILURE -> needs.field("condition").need(Capabilities.RESTART_ON_FAILURE);
            case NEVER -> needs.field("condition").need(Capabilities.RESTART_NEVER);
        }
        needs.needIf(policy.limit(), "limit", Capabilities.RESTART_LIMIT);
        policy.backOff().ifPresent(pauses -> {
            Needs backOff = needs.field("backOff");
            backOff.need(Capabilities.RESTART_BACK_OFF);
            backOff.needIf(pauses.factor() > 1, "factor", Capabilities.RESTART_BACK_OFF_GROWING);
        });
    }

    /** What the policy states; a default needs nothing as long as nothing is replaced. */
    static void rollout(RolloutPolicy policy, Needs needs) {
        RolloutPolicy usual = RolloutPolicy.DEFAULT;
        boolean unavailable = !policy.maximumUnavailable().equals(usual.maximumUnavailable());
        needs.needIf(unavailable, "maximumUnavailable", strategy(policy));
        boolean surge = !policy.maximumSurge().equals(usual.maximumSurge());
        needs.needIf(surge && !unavailable, "maximumSurge", strategy(policy));
        surge(policy, needs);
        needs.needIf(!policy.minimumReadyTime().isZero(), "minimumReadyTime", Capabilities.ROLLOUT_MINIMUM_READY_TIME);
        needs.needIf(policy.progressDeadline(), "progressDeadline", Capabilities.ROLLOUT_PROGRESS_DEADLINE);
        switch (policy.onFailure()) {
            case ROLLBACK -> {
                needs.field("onFailure").need(Capabilities.ROLLOUT_ON_FAILURE_ROLLBACK);
                boolean unlimited = policy.progressDeadline().isEmpty();
                needs.needIf(unlimited, "onFailure", Capabilities.ROLLOUT_ON_FAILURE_WITHOUT_DEADLINE);
            }
            case PAUSE -> needs.needIf(policy.progressDeadline(), "onFailure", Capabilities.ROLLOUT_ON_FAILURE_PAUSE);
        }
    }

    /** What replacing running instances needs under this policy, whether or not it was stated. */
    static void replacing(RolloutPolicy policy, Needs needs) {
        needs.field("maximumUnavailable").need(strategy(policy));
        surge(policy, needs);
    }

    /** The default surge is only a permission, which a backend may leave unused; a stated one is asked for. */
    private static void surge(RolloutPolicy policy, Needs needs) {
        boolean stated = !policy.maximumSurge().equals(RolloutPolicy.DEFAULT.maximumSurge());
        needs.needIf(stated && policy.maximumSurge().value() > 0, "maximumSurge", Capabilities.ROLLOUT_SURGE);
    }

    private static Capability strategy(RolloutPolicy policy) {
        Amount unavailable = policy.maximumUnavailable();
        boolean all = unavailable.percent() && unavailable.value() >= ALL;
        return all ? Capabilities.ROLLOUT_ALL_AT_ONCE : Capabilities.ROLLOUT_ROLLING;
    }
}
