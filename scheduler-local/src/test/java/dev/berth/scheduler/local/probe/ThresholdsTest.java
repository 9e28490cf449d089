package dev.berth.scheduler.local.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import org.junit.jupiter.api.Test;

/** Rule HLT-3. */
class ThresholdsTest {
    private final Thresholds thresholds = new Thresholds(Probe.builder(ProbeCheck.tcp("http"))
            .successThreshold(2)
            .failureThreshold(3)
            .build());

    private boolean pass() {
        return thresholds.count(true, false);
    }

    private boolean fail() {
        return thresholds.count(false, false);
    }

    private boolean failInGrace() {
        return thresholds.count(false, true);
    }

    @Test
    void passesAfterEnoughSuccessesInARow() {
        assertThat(pass()).isFalse();
        assertThat(pass()).isTrue();
        assertThat(pass()).isFalse();
    }

    @Test
    void failsAfterEnoughFailuresInARow() {
        assertThat(fail()).isFalse();
        assertThat(fail()).isFalse();
        assertThat(fail()).isTrue();
        assertThat(fail()).isFalse();
    }

    @Test
    void aFailureEndsARowOfSuccesses() {
        pass();
        fail();

        assertThat(pass()).isFalse();
        assertThat(pass()).isTrue();
    }

    @Test
    void aSuccessEndsARowOfFailures() {
        fail();
        fail();
        pass();

        assertThat(fail()).isFalse();
        assertThat(fail()).isFalse();
        assertThat(fail()).isTrue();
    }

    @Test
    void goesBackAndForth() {
        pass();
        assertThat(pass()).isTrue();
        fail();
        fail();
        assertThat(fail()).isTrue();
        pass();
        assertThat(pass()).isTrue();
    }

    @Test
    void failuresInTheGraceAreNotCountedLaterEither() {
        failInGrace();
        failInGrace();
        failInGrace();

        assertThat(fail()).isFalse();
        assertThat(fail()).isFalse();
        assertThat(fail()).isTrue();
    }

    @Test
    void aFailureInTheGraceEndsARowOfSuccesses() {
        pass();
        failInGrace();

        assertThat(pass()).isFalse();
    }
}
