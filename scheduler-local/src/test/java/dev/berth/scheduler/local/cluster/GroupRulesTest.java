package dev.berth.scheduler.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.local.cluster.GroupRules.Member;
import dev.berth.scheduler.spec.Task.Role;
import dev.berth.scheduler.spec.Task.StopOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GroupRulesTest {
    private static Member init(InstancePhase phase) {
        return new Member(Role.INIT, StopOrder.AFTER_MAIN, phase, false);
    }

    private static Member main(InstancePhase phase) {
        return new Member(Role.MAIN, StopOrder.AFTER_MAIN, phase, phase == InstancePhase.RUNNING);
    }

    private static Member sidecar(InstancePhase phase, boolean ready) {
        return new Member(Role.SIDECAR, StopOrder.AFTER_MAIN, phase, ready);
    }

    private static Member before(InstancePhase phase) {
        return new Member(Role.SIDECAR, StopOrder.BEFORE_MAIN, phase, phase == InstancePhase.RUNNING);
    }

    private static Member after(InstancePhase phase) {
        return sidecar(phase, phase == InstancePhase.RUNNING);
    }

    @Test
    void startsTheFirstTaskAlone() {
        assertThat(GroupRules.start(List.of(
                        init(InstancePhase.PENDING), after(InstancePhase.PENDING), main(InstancePhase.PENDING))))
                .contains(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = InstancePhase.class,
            names = {"STARTING", "RUNNING", "WAITING", "FAILED"})
    void startsNothingAfterAnInitTaskThatHasNotCompleted(InstancePhase phase) {
        assertThat(GroupRules.start(List.of(init(phase), main(InstancePhase.PENDING))))
                .isEmpty();
    }

    @Test
    void startsTheNextTaskAfterAnInitTaskThatCompleted() {
        assertThat(GroupRules.start(List.of(
                        init(InstancePhase.COMPLETED), init(InstancePhase.PENDING), main(InstancePhase.PENDING))))
                .contains(1);
    }

    @Test
    void startsNothingAfterASidecarThatIsNotReady() {
        assertThat(GroupRules.start(List.of(sidecar(InstancePhase.RUNNING, false), main(InstancePhase.PENDING))))
                .isEmpty();
    }

    @Test
    void startsMainOnceEverySidecarIsReadyOrHasCompleted() {
        assertThat(GroupRules.start(List.of(
                        sidecar(InstancePhase.RUNNING, true),
                        sidecar(InstancePhase.COMPLETED, false),
                        main(InstancePhase.PENDING))))
                .contains(2);
    }

    @Test
    void startsNothingMoreWhenAllWereStarted() {
        assertThat(GroupRules.start(List.of(init(InstancePhase.COMPLETED), main(InstancePhase.RUNNING))))
                .isEmpty();
    }

    @Test
    void stopsFirstWhatStopsBeforeMain() {
        assertThat(GroupRules.stop(List.of(
                        before(InstancePhase.RUNNING), after(InstancePhase.RUNNING), main(InstancePhase.RUNNING))))
                .containsExactly(0);
    }

    @Test
    void stopsMainOnceNothingRunsThatStopsBeforeIt() {
        assertThat(GroupRules.stop(List.of(
                        before(InstancePhase.PENDING), after(InstancePhase.RUNNING), main(InstancePhase.RUNNING))))
                .containsExactly(2);
    }

    @Test
    void waitsForWhatIsBeingStopped() {
        assertThat(GroupRules.stop(List.of(after(InstancePhase.RUNNING), main(InstancePhase.STOPPING))))
                .isEmpty();
    }

    @Test
    void stopsTheOtherSidecarsTogetherAfterMain() {
        assertThat(GroupRules.stop(List.of(
                        after(InstancePhase.RUNNING), after(InstancePhase.STARTING), main(InstancePhase.PENDING))))
                .containsExactly(0, 1);
    }

    @Test
    void startsNothingAgainThatWaitsForThatWhenAllAreToGo() {
        assertThat(GroupRules.stop(List.of(after(InstancePhase.WAITING), main(InstancePhase.STOPPING))))
                .containsExactly(0);
    }

    @Test
    void goesOnWithoutTheInitTaskThatIsCutShort() {
        assertThat(GroupRules.stop(List.of(
                        after(InstancePhase.RUNNING), init(InstancePhase.RUNNING), main(InstancePhase.PENDING))))
                .containsExactly(1);
    }

    @Test
    void endsByItsMainTaskBeforeAnyOther() {
        assertThat(GroupRules.decisive(List.of(after(InstancePhase.FAILED), main(InstancePhase.COMPLETED))))
                .contains(1);
    }

    @Test
    void endsByASidecarThatFailedForGood() {
        assertThat(GroupRules.decisive(List.of(after(InstancePhase.FAILED), main(InstancePhase.RUNNING))))
                .contains(0);
    }

    @Test
    void goesOnWithoutASidecarThatCompleted() {
        List<Member> members = List.of(after(InstancePhase.COMPLETED), main(InstancePhase.RUNNING));
        assertThat(GroupRules.decisive(members)).isEmpty();
        assertThat(GroupRules.isReady(members)).isTrue();
    }

    @Test
    void isNotReadyWhileASidecarIsNot() {
        assertThat(GroupRules.isReady(List.of(after(InstancePhase.WAITING), main(InstancePhase.RUNNING))))
                .isFalse();
    }

    @Test
    void isNotReadyWhileMainIsNot() {
        assertThat(GroupRules.isReady(List.of(after(InstancePhase.RUNNING), main(InstancePhase.WAITING))))
                .isFalse();
    }

    @Test
    void isNotQuietWhileATaskWaitsToBeStartedAgain() {
        assertThat(GroupRules.isQuiet(List.of(after(InstancePhase.WAITING), main(InstancePhase.COMPLETED))))
                .isFalse();
        assertThat(GroupRules.isQuiet(List.of(after(InstancePhase.PENDING), main(InstancePhase.COMPLETED))))
                .isTrue();
    }
}
