package dev.berth.scheduler.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HumanDurationTest {
    @ParameterizedTest
    @CsvSource({
        "PT0.9S, 0s",
        "PT42S, 42s",
        "PT5M, 5m",
        "PT5M10S, 5m10s",
        "PT3H12M59S, 3h12m",
        "P2DT3H, 2d3h",
        "P12DT3H, 12d",
        "PT-5S, 0s"
    })
    void writesAtMostTwoUnits(Duration duration, String text) {
        assertThat(HumanDuration.format(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "90s, PT1M30S", "1h30m, PT1H30M", "2d, PT48H", "PT5M, PT5M", "0s, PT0S", "5M, PT5M"})
    void readsWhatPeopleWrite(String text, Duration duration) {
        assertThat(HumanDuration.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "5 m", "-5m", "5y", "PT-5S", "99999999999999999999s", "9999999999999999d"})
    void readsNothingElse(String text) {
        assertThat(HumanDuration.parse(text)).isEmpty();
    }
}
