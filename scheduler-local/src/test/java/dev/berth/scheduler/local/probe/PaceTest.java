package dev.berth.scheduler.local.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void growsByHalfUpToTheInterval() {
        Pace pace = new Pace(Duration.ofMillis(300), true);
        assertThat(Stream.generate(pace::pause).limit(5))
                .extracting(Duration::toMillis)
                .containsExactly(100L, 150L, 225L, 300L, 300L);
    }

    @Test
    void isTheIntervalOnceItPassed() {
        Pace pace = new Pace(Duration.ofSeconds(10), true);
        pace.pause();
        pace.passed();
        assertThat(pace.pause()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void neverIsLongerThanTheInterval() {
        assertThat(new Pace(Duration.ofMillis(20), true).pause()).isEqualTo(Duration.ofMillis(20));
    }
}
