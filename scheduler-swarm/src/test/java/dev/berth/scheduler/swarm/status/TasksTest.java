package dev.berth.scheduler.swarm.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Termination;
import dev.berth.scheduler.swarm.engine.TaskObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a manager's words for tasks mean. */
class TasksTest {
    @ParameterizedTest
    @CsvSource({
        "new, PENDING",
        "pending, PENDING",
        "assigned, STARTING",
        "accepted, STARTING",
        "preparing, STARTING",
        "ready, STARTING",
        "running, RUNNING",
        "complete, COMPLETED",
        "shutdown, COMPLETED",
        "failed, FAILED",
        "rejected, FAILED",
        "orphaned, LOST",
        "a word of a later engine, UNKNOWN"
    })
    void eachStateMeansOneOfOursAndAnUnknownWordIsUnknown(String word, InstanceState state) {
        assertThat(Tasks.state(TestTasks.in(word).task(), false)).isEqualTo(state);
    }

    @Test
    void aContainerWhoseHealthCheckHasNotPassedRunsAndIsNotReady() {
        TaskObject starting = TestTasks.in("starting").task();
        assertThat(Tasks.state(starting, false)).isEqualTo(InstanceState.RUNNING);
        assertThat(Tasks.isRunning(starting)).isFalse();
    }

    @Test
    void aRunningTaskThatIsToShutDownIsStopping() {
        assertThat(Tasks.state(TestTasks.in("running").desired("shutdown").task(), false))
                .isEqualTo(InstanceState.STOPPING);
    }

    @Test
    void aTaskThatWaitsForThePauseToPassOrForTheOneBeforeToEndIsPending() {
        assertThat(Tasks.state(TestTasks.in("ready").desired("ready").task(), false))
                .isEqualTo(InstanceState.PENDING);
    }

    @Test
    void whatRanOnANodeThatIsDownIsLost() {
        assertThat(Tasks.state(TestTasks.in("running").desired("shutdown").task(), true))
                .isEqualTo(InstanceState.LOST);
    }

    @Test
    void whatHasEndedOnANodeThatIsDownHasEndedAllTheSame() {
        assertThat(Tasks.state(TestTasks.in("complete").task(), true)).isEqualTo(InstanceState.COMPLETED);
    }

    @Test
    void anExitCodeIsTheOneTold() {
        assertThat(Tasks.termination(TestTasks.in("failed").code(42).task()))
                .contains(Termination.exited(42, Optional.of(TestTasks.NOON)));
    }

    @Test
    void aFailureWithCodeZeroIsUnknownAndNoSuccess() {
        assertThat(Tasks.termination(TestTasks.in("failed").code(0).task()))
                .get()
                .extracting(Termination::kind)
                .isEqualTo(Termination.Kind.UNKNOWN);
    }

    @Test
    void aTaskThatWasShutDownWithCodeZeroMayNeverHaveStarted() {
        assertThat(Tasks.termination(TestTasks.in("shutdown").code(0).task()))
                .get()
                .extracting(Termination::kind)
                .isEqualTo(Termination.Kind.UNKNOWN);
    }

    @Test
    void aTaskThatWasShutDownWithoutACodeEndedInAWayThatNobodyKnows() {
        assertThat(Tasks.termination(TestTasks.in("shutdown").withoutCode().task()))
                .get()
                .extracting(Termination::kind)
                .isEqualTo(Termination.Kind.UNKNOWN);
    }

    @Test
    void whatWasRejectedNeverStarted() {
        assertThat(Tasks.termination(TestTasks.in("rejected").task()))
                .get()
                .extracting(Termination::kind)
                .isEqualTo(Termination.Kind.NOT_STARTED);
    }

    @Test
    void whatWasCalledOffBeforeItHadANodeIsOverAndNeverStarted() {
        TaskObject task = TestTasks.in("pending").waiting().desired("shutdown").task();

        assertThat(Tasks.isOver(task)).isTrue();
        assertThat(Tasks.state(task, false)).isEqualTo(InstanceState.COMPLETED);
        assertThat(Tasks.termination(task).orElseThrow().kind()).isEqualTo(Termination.Kind.NOT_STARTED);
    }

    @Test
    void whatHadToLeaveItsNodeRanAndIsOver() {
        TaskObject task = TestTasks.in("rejected")
                .desired("shutdown")
                .error("assigned node no longer meets constraints")
                .task();

        assertThat(Tasks.endedByItself(task)).isFalse();
        assertThat(Tasks.state(task, false)).isEqualTo(InstanceState.COMPLETED);
        assertThat(Tasks.termination(task).orElseThrow().kind()).isEqualTo(Termination.Kind.UNKNOWN);
    }

    @Test
    void whatRunsHasNoEnd() {
        assertThat(Tasks.termination(TestTasks.in("running").task())).isEmpty();
    }
}
