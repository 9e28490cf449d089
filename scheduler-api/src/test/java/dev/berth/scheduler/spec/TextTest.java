package dev.berth.scheduler.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    @Test
    void aValueIsShownInQuotes() {
        assertThat(Text.quote("Grüße 😀")).isEqualTo("'Grüße 😀'");
    }

    @Test
    void whatCouldActOnATerminalIsEscaped() {
        assertThat(Text.quote("a\u001b[31m\n\u0000\u009b")).isEqualTo("'a\\u001b[31m\\u000a\\u0000\\u009b'");
    }

    @Test
    void whatCouldMisleadAReaderIsEscaped() {
        assertThat(Text.quote("a\u202eb\u200bc\u2028d")).isEqualTo("'a\\u202eb\\u200bc\\u2028d'");
        assertThat(Text.quote("a\udb40\udc41b")).isEqualTo("'a\\udb40\\udc41b'");
    }

    @Test
    void aLoneSurrogateIsEscaped() {
        assertThat(Text.quote("a\ud800b")).isEqualTo("'a\\ud800b'");
    }

    @Test
    void aLongValueIsCutBetweenCharacters() {
        assertThat(Text.quote("😀".repeat(60))).isEqualTo("'" + "😀".repeat(60) + "'");
        assertThat(Text.quote("😀".repeat(61))).isEqualTo("'" + "😀".repeat(60) + "…'");
    }

    @Test
    void aProcessCanBeGivenAnyTextButNulAndLoneSurrogates() {
        assertThat(Text.isDeliverable("a\n\u0001\uffff😀")).isTrue();
        assertThat(Text.isDeliverable("a\0")).isFalse();
        assertThat(Text.isDeliverable("\udc00\ud800")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT90S, 1m30s", "PT26H, 26h", "PT1.001002003S, 1s1ms2us3ns", "PT-1S, PT-1S"})
    void aDurationIsShownAsItIsWritten(Duration duration, String text) {
        assertThat(Shown.of((Object) duration)).isEqualTo(text);
    }
}
