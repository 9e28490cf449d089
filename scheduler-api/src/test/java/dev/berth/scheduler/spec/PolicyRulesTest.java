package dev.berth.scheduler.spec;

import static dev.berth.scheduler.spec.Specs.accepted;
import static dev.berth.scheduler.spec.Specs.empty;
import static dev.berth.scheduler.spec.Specs.refused;
import static dev.berth.scheduler.spec.Specs.task;
import static dev.berth.scheduler.spec.Specs.web;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyRulesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void amountsAreCountsOrPercentages() {
        refused(
                web().rollout(RolloutPolicy.builder()
                        .maximumUnavailable(Amount.of(-1))
                        .maximumSurge(Amount.percent(101))
                        .build()),
                "rollout.maximumUnavailable (=-1) must be a count of 0 or more, " + "or a percentage from 0 % to 100 %",
                "rollout.maximumSurge (=101%) must be a count of 0 or more, " + "or a percentage from 0 % to 100 %");
    }

    @Test
    void aRolloutCanProceed() {
        accepted(web().rollout(RolloutPolicy.allAtOnce()));
        refused(
                web().rollout(RolloutPolicy.builder()
                        .maximumUnavailable(Amount.percent(0))
                        .maximumSurge(Amount.of(0))
                        .build()),
                "rollout.maximumUnavailable (=0%) must not be 0 when maximumSurge is 0, too: "
                        + "no instance could ever be replaced");
    }

    @Test
    void aDeadlineIsLongerThanTheReadyTimeItWaitsFor() {
        refused(
                web().rollout(RolloutPolicy.builder()
                        .minimumReadyTime(MINUTE)
                        .progressDeadline(MINUTE)
                        .build()),
                "rollout.progressDeadline (=1m) must be longer than minimumReadyTime (=1m)");
    }

    @Test
    void durationsOfARolloutAreNotNegative() {
        refused(
                web().rollout(RolloutPolicy.builder()
                        .minimumReadyTime(MINUTE.negated())
                        .progressDeadline(Duration.ZERO)
                        .build()),
                "rollout.minimumReadyTime (=PT-1M) must be 0 or longer",
                "rollout.progressDeadline (=0s) must be longer than 0");
    }

    @Test
    void aLimitHasAttemptsAndAWindow() {
        accepted(web().restart(RestartPolicy.builder().limit(0, MINUTE).build()));
        refused(
                web().restart(RestartPolicy.builder().limit(-1, Duration.ZERO).build()),
                "restart.limit.attempts (=-1) must be 0 or more",
                "restart.limit.window (=0s) must be longer than 0");
    }

    @Test
    void whatNeverRestartsHasNeitherLimitNorBackOff() {
        refused(
                web().restart(RestartPolicy.builder()
                        .condition(RestartPolicy.Condition.NEVER)
                        .limit(1, MINUTE)
                        .backOff(new RestartPolicy.BackOff(MINUTE, MINUTE, 1))
                        .build()),
                "restart.limit has no meaning when the condition is never",
                "restart.backOff has no meaning when the condition is never");
    }

    @Test
    void aBackOffGrowsToItsMaximum() {
        refused(
                backOff(new RestartPolicy.BackOff(MINUTE, Duration.ofSeconds(1), 2)),
                "restart.backOff.initial (=1m) must not exceed maximum (=1s)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.9, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aFactorIsANumberOfOneOrMore(double factor) {
        refused(
                backOff(new RestartPolicy.BackOff(MINUTE, MINUTE, factor)),
                "restart.backOff.factor (=" + factor + ") must be a number of 1 or more");
    }

    @Test
    void aBatchHasNeitherRolloutNorRestart() {
        refused(
                empty(Mode.batch())
                        .task(task().build())
                        .rollout(RolloutPolicy.allAtOnce())
                        .restart(RestartPolicy.builder()
                                .condition(RestartPolicy.Condition.ON_FAILURE)
                                .build()),
                "rollout has no meaning in mode batch: a changed spec is a new run",
                "restart has no meaning in mode batch: "
                        + "retries says how often a failed attempt is followed by another");
    }

    private static WorkloadSpec.Builder backOff(RestartPolicy.BackOff pauses) {
        return web().restart(RestartPolicy.builder().backOff(pauses).build());
    }
}
