package dev.berth.scheduler.swarm.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.swarm.engine.TaskObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which tasks are there, and which are history. */
class SlotsTest {
    private static final TaskObject FAILED =
            TestTasks.in("failed").desired("shutdown").named("old").task();

    @Test
    void aTaskThatWasReplacedIsHistory() {
        TaskObject running = TestTasks.in("running").named("new").second(1).task();
        assertThat(Slots.of(List.of(running, FAILED)).present()).containsExactly(running);
    }

    @Test
    void theLastTaskOfASlotThatEndedByItselfIsThere() {
        TaskObject earlier = TestTasks.in("failed").named("earlier").second(-1).task();
        assertThat(Slots.of(List.of(earlier, FAILED)).present()).containsExactly(FAILED);
    }

    @Test
    void aTaskThatWasStoppedAndNotReplacedIsHistory() {
        assertThat(Slots.of(List.of(TestTasks.in("shutdown").desired("shutdown").task()))
                        .present())
                .isEmpty();
    }

    @Test
    void theOldAndTheNewTaskOfASlotAreBothThereWhileTheOldOneStops() {
        TaskObject stopping =
                TestTasks.in("running").desired("shutdown").named("old").task();
        TaskObject starting = TestTasks.in("starting").named("new").second(1).task();
        assertThat(Slots.of(List.of(starting, stopping)).present()).containsExactly(stopping, starting);
    }

    @Test
    void aTaskWhosePlaceAnotherOfItsRevisionHasIsSucceeded() {
        TaskObject old = TestTasks.in("running").named("old").task();
        TaskObject starting = TestTasks.in("starting").named("new").second(1).task();
        Slots slots = Slots.of(List.of(old, starting, FAILED));
        assertThat(slots.isSucceeded(old, task -> true)).isTrue();
        assertThat(slots.isSucceeded(old, task -> false)).isFalse();
        assertThat(slots.isSucceeded(starting, task -> true)).isFalse();
    }

    @Test
    void thoseThatAreWantedComeBySlot() {
        TaskObject old = TestTasks.in("running").named("old").task();
        TaskObject starting = TestTasks.in("starting").named("new").second(1).task();
        TaskObject stopping =
                TestTasks.in("running").desired("shutdown").slot(2).task();
        assertThat(Slots.of(List.of(starting, stopping, old)).wanted()).containsExactly(List.of(old, starting));
    }

    @Test
    void restartsAreTheEndsBeforeInTheSameSlotAndRevision() {
        TaskObject running = TestTasks.in("running").named("new").second(2).task();
        TaskObject elsewhere = TestTasks.in("failed").named("other").slot(2).task();
        Slots slots = Slots.of(List.of(running, FAILED, elsewhere));
        assertThat(slots.restartsBefore(running, task -> true)).isEqualTo(1);
        assertThat(slots.restartsBefore(running, task -> false)).isZero();
    }

    @Test
    void theEndsOfARevisionThatAnotherCameAfterAreNoRestarts() {
        TaskObject between = TestTasks.in("shutdown").named("between").second(1).task();
        TaskObject back = TestTasks.in("running").named("new").second(2).task();
        Slots slots = Slots.of(List.of(back, between, FAILED));
        assertThat(slots.restartsBefore(back, task -> !task.equals(between))).isZero();
    }

    @Test
    void aTaskThatWasStoppedOnlyAfterItsSuccessorWasMadeIsNoRestart() {
        TaskObject running = TestTasks.in("running").named("new").second(1).task();
        TaskObject stopped = TestTasks.in("shutdown")
                .desired("shutdown")
                .named("old")
                .since(9)
                .task();
        assertThat(Slots.of(List.of(running, stopped)).restartsBefore(running, task -> true))
                .isZero();
    }
}
