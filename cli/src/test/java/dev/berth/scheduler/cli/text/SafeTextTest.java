package dev.berth.scheduler.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTextTest {
    @ParameterizedTest
    @CsvSource({
        "'\u001b[31mred', '\\x1b[31mred'",
        "'a\rb', 'a\\rb'",
        "'bell\u0007', 'bell\\x07'",
        "'\u009b2J', '\\x9b2J'",
        "'\u202egnp.exe', '\\u202egnp.exe'",
        "'two\nlines', 'two\\nlines'",
        "'a\u2028b', 'a\\u2028b'",
        "'a\u200fb\u061cc\u2066', 'a\\u200fb\\u061cc\\u2066'",
        "'tag\udb40\udc01', 'tag\\U000e0001'",
        "'half\ud83d', 'half\\ud83d'",
        "'\u007f', '\\x7f'"
    })
    void showsWhatCouldControlATerminalAsAnEscape(String foreign, String safe) {
        assertThat(SafeText.line(foreign)).isEqualTo(safe);
    }

    @Test
    void leavesOrdinaryTextOfAnyLanguageAlone() {
        String text = "naïve 日本語 🚢 👩\u200d🚀 \\x1b";
        assertThat(SafeText.line(text)).isSameAs(text);
    }

    @Test
    void keepsTheLayoutOfABlock() {
        assertThat(SafeText.block("a\n\tb\u001b")).isEqualTo("a\n\tb\\x1b");
    }
}
