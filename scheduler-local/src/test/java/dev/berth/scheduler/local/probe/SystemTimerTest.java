package dev.berth.scheduler.local.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SystemTimerTest {
    @Test
    void runsATaskWhenItsTimeHasCome() throws InterruptedException {
        try (SystemTimer timer = new SystemTimer()) {
            CountDownLatch ran = new CountDownLatch(1);
            long start = timer.now();
            timer.schedule(Duration.ofMillis(20), ran::countDown);

            assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(timer.now() - start)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());
        }
    }

    @Test
    void takesWaitsLongerThanItsClockCanCount() {
        try (SystemTimer timer = new SystemTimer()) {
            timer.schedule(Duration.ofSeconds(Long.MAX_VALUE), () -> {}).cancel();
        }
    }
}
