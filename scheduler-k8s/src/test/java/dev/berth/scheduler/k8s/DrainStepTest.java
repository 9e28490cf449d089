package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.k8s.DrainStep.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One step of a drain: four pods that are to be, two of which are to leave. */
class DrainStepTest {
    private Optional<Integer> surge = Optional.empty();
    private int unavailable;
    private int mayAdd;
    private int available = 4;
    private boolean settled = true;
    private boolean paused;
    private int ready = 2;
    private int unready;
    private boolean room = true;

    private void decides(Kind kind, int count) {
        DrainStep step = new DrainStep(4, unavailable, mayAdd, surge, available, settled, paused, ready, unready, room);
        assertThat(step.decide()).isEqualTo(new DrainStep.Decision(kind, count));
    }

    @Test
    void whereSomeMayBeAddedTheyAreStartedFirst() {
        mayAdd = 1;
        unavailable = 1;
        decides(Kind.ADD, 1);
        mayAdd = 9;
        decides(Kind.ADD, 2);
    }

    @Test
    void theNumberGoesDownOnceAllThatWereAddedAreReady() {
        surge = Optional.of(1);
        mayAdd = 1;
        decides(Kind.WAIT, 0);
        available = 5;
        decides(Kind.RESTORE, 1);
    }

    @Test
    void theNumberGoesDownWhenNoneIsToLeaveAnyMore() {
        surge = Optional.of(1);
        settled = false;
        ready = 0;
        decides(Kind.RESTORE, 1);
    }

    @Test
    void whereNoneMayBeAddedAsManyAreEvictedAsMayBeMissing() {
        unavailable = 1;
        decides(Kind.EVICT, 1);
        available = 3;
        decides(Kind.WAIT, 0);
    }

    @Test
    void noMoreAreEvictedThanAreToLeave() {
        unavailable = 4;
        decides(Kind.EVICT, 2);
    }

    @Test
    void whatIsNotReadyIsEvictedFirst() {
        mayAdd = 1;
        ready = 1;
        unready = 1;
        available = 3;
        decides(Kind.EVICT_UNREADY, 1);
    }

    @Test
    void aRolloutUnderWayIsWaitedFor() {
        mayAdd = 1;
        settled = false;
        decides(Kind.WAIT, 0);
    }

    @Test
    void whatIsPausedStays() {
        mayAdd = 1;
        paused = true;
        decides(Kind.WAIT, 0);
    }

    @Test
    void whatFindsNoOtherNodeStays() {
        unavailable = 1;
        room = false;
        decides(Kind.WAIT, 0);
    }

    @Test
    void whereNoneIsToLeaveNothingIsDone() {
        mayAdd = 1;
        ready = 0;
        decides(Kind.WAIT, 0);
    }
}
