package dev.berth.scheduler.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.local.cluster.InstanceRow.Restarts;
import dev.berth.scheduler.local.cluster.RestartRules.Decision;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.status.Termination;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestartRulesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Restarts NONE = new Restarts(0, 0, List.of());
    private static final Termination WELL = Termination.exited(0, Optional.empty());
    private static final Termination BADLY = Termination.exited(3, Optional.empty());

    @Test
    void alwaysStartsAgainAlsoAfterAGoodEnd() {
        Decision decision = decide(RestartPolicy.DEFAULT, NONE, WELL);
        assertThat(decision.phase()).isEqualTo(InstancePhase.WAITING);
        assertThat(decision.pause()).isEqualTo(Duration.ofSeconds(1));
        assertThat(decision.note().reason()).isEqualTo("BACK_OFF");
        assertThat(decision.note().message()).isEqualTo("exit code 0; started again after 1 s");
    }

    @Test
    void onFailureIsCompletedByAGoodEndOnly() {
        RestartPolicy policy = policy(RestartPolicy.Condition.ON_FAILURE);
        assertThat(decide(policy, NONE, WELL).phase()).isEqualTo(InstancePhase.COMPLETED);
        assertThat(decide(policy, NONE, BADLY).phase()).isEqualTo(InstancePhase.WAITING);
        assertThat(decide(policy, NONE, Termination.unknown("reboot", Optional.empty()))
                        .phase())
                .isEqualTo(InstancePhase.WAITING);
    }

    @Test
    void neverIsCompletedOrFailed() {
        RestartPolicy policy = policy(RestartPolicy.Condition.NEVER);
        assertThat(decide(policy, NONE, WELL).phase()).isEqualTo(InstancePhase.COMPLETED);
        Decision failed = decide(policy, NONE, BADLY);
        assertThat(failed.phase()).isEqualTo(InstancePhase.FAILED);
        assertThat(failed.note()).isEqualTo(new InstanceRow.Note("ENDED", "exit code 3"));
    }

    @Test
    void pausesDoubleUpToAMinuteAndBeginAnewAfterALongRun() {
        Restarts history = NONE;
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            Decision decision = decide(RestartPolicy.DEFAULT, history, BADLY);
            assertThat(decision.pause()).isEqualTo(Duration.ofSeconds(seconds));
            history = decision.restarts();
        }
        Decision later = RestartRules.decide(RestartPolicy.DEFAULT, history, BADLY, "", RestartRules.LONG_ENOUGH, NOW);
        assertThat(later.pause()).isEqualTo(Duration.ofSeconds(1));
        assertThat(later.restarts().count()).isEqualTo(9);
    }

    @Test
    void statedPausesHold() {
        RestartPolicy policy = RestartPolicy.builder()
                .backOff(new RestartPolicy.BackOff(Duration.ofMillis(100), Duration.ofMillis(250), 1.5))
                .build();
        Decision first = decide(policy, NONE, BADLY);
        Decision second = decide(policy, first.restarts(), BADLY);
        Decision third = decide(policy, second.restarts(), BADLY);
        assertThat(List.of(first.pause(), second.pause(), third.pause()))
                .containsExactly(Duration.ofMillis(100), Duration.ofMillis(150), Duration.ofMillis(225));
    }

    @Test
    void pastTheLimitItIsACrashLoop() {
        RestartPolicy policy = limited(2, Duration.ofMinutes(1));
        Decision first = decide(policy, NONE, BADLY);
        Decision second = decide(policy, first.restarts(), BADLY);
        Decision third = decide(policy, second.restarts(), BADLY);
        assertThat(second.phase()).isEqualTo(InstancePhase.WAITING);
        assertThat(third.phase()).isEqualTo(InstancePhase.FAILED);
        assertThat(third.note().reason()).isEqualTo("CRASH_LOOP");
        assertThat(third.note().message()).isEqualTo("exit code 3; 2 restarts within 60 s are the limit");
    }

    @Test
    void restartsBeforeTheWindowDontCount() {
        RestartPolicy policy = limited(1, Duration.ofMinutes(1));
        Restarts longAgo = new Restarts(5, 5, List.of(NOW.minusSeconds(61)));
        Decision decision = decide(policy, longAgo, BADLY);
        assertThat(decision.phase()).isEqualTo(InstancePhase.WAITING);
        assertThat(decision.restarts().recent()).containsExactly(NOW);
    }

    @Test
    void whatNeverStartedKeepsThatReason() {
        RestartPolicy policy = limited(0, Duration.ofMinutes(1));
        Termination end = Termination.notStarted("no such file", Optional.empty());
        Decision decision = RestartRules.decide(policy, NONE, end, "CANNOT_START", Duration.ZERO, NOW);
        assertThat(decision.phase()).isEqualTo(InstancePhase.FAILED);
        assertThat(decision.note().reason()).isEqualTo("CANNOT_START");
    }

    private static Decision decide(RestartPolicy policy, Restarts history, Termination end) {
        return RestartRules.decide(policy, history, end, "", Duration.ZERO, NOW);
    }

    private static RestartPolicy policy(RestartPolicy.Condition condition) {
        return RestartPolicy.builder().condition(condition).build();
    }

    private static RestartPolicy limited(int attempts, Duration window) {
        return RestartPolicy.builder().limit(attempts, window).build();
    }
}
