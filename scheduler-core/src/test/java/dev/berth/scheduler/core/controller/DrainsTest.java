package dev.berth.scheduler.core.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** In virtual time: when drains are carried on. */
class DrainsTest {
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final ManualDutyThread thread = new ManualDutyThread();
    private Optional<Duration> next = Optional.empty();
    private boolean failing;
    private boolean held = true;
    private int looks;
    private final Drains drains = new Drains(this::look, new TestLease(), thread);

    private Optional<Duration> look() {
        looks++;
        if (failing) {
            throw ContactException.unavailable("away", Effect.NONE, new IllegalStateException("away"));
        }
        return next;
    }

    private final class TestLease implements Lease {
        @Override
        public boolean isHeld() {
            return held;
        }

        @Override
        public void close() {}
    }

    private void told(boolean draining) {
        drains.node(Node.builder(new NodeId("a"), "a")
                .schedulable(!draining)
                .draining(draining)
                .build());
    }

    private int looksWithin(Duration time) {
        int before = looks;
        thread.pass(time);
        return looks - before;
    }

    @Test
    void looksOnceForWhatWasBegunBefore() {
        drains.begin();

        assertThat(looksWithin(Duration.ofHours(1))).isEqualTo(1);
    }

    @Test
    void looksWhenTheDrainingOfANodeBeginsAndWhenItEnds() {
        told(false);
        assertThat(looksWithin(MOMENT)).isZero();
        told(true);
        told(true);
        assertThat(looksWithin(MOMENT)).isEqualTo(1);
        told(false);
        assertThat(looksWithin(MOMENT)).isEqualTo(1);
    }

    @Test
    void looksAgainWhenItIsTime() {
        next = Optional.of(Duration.ofSeconds(1));
        drains.begin();
        thread.pass(MOMENT);

        assertThat(looksWithin(Duration.ofSeconds(3))).isEqualTo(3);
    }

    @Test
    void ofTwoTimesOnlyTheLastOneCounts() {
        next = Optional.of(Duration.ofSeconds(10));
        drains.begin();
        thread.pass(MOMENT);
        next = Optional.empty();
        told(true);

        assertThat(looksWithin(Duration.ofMinutes(1))).isEqualTo(1);
    }

    @Test
    void looksAgainAfterAFailure() {
        failing = true;
        drains.begin();
        thread.pass(MOMENT);
        failing = false;

        assertThat(looksWithin(Duration.ofSeconds(5))).isEqualTo(1);
        assertThat(looksWithin(Duration.ofMinutes(1))).isZero();
    }

    @Test
    void doesNothingWithoutTheLease() {
        held = false;
        drains.begin();

        assertThat(looksWithin(MOMENT)).isZero();
    }
}
