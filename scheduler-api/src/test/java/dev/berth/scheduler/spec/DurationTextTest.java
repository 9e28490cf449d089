package dev.berth.scheduler.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT90S, 1m30s",
        "PT26H, 26h",
        "PT0.5S, 500ms",
        "PT1.001002003S, 1s1ms2us3ns",
        "PT8760H, 8760h"
    })
    void isInUnitsFromLargeToSmallWithoutThoseThatAreZero(Duration duration, String text) {
        assertThat(DurationText.of(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"PT-1S", "PT8760H1S"})
    void whatNoSpecMayHoldIsWrittenAsIsoHasIt(Duration duration) {
        assertThat(DurationText.of(duration)).isEqualTo(duration.toString());
    }
}
