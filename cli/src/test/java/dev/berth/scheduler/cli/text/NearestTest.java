package dev.berth.scheduler.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {
    private static final List<String> WORDS = List.of("apply", "get", "list", "instances", "--wait", "-n", "-o");

    @ParameterizedTest
    @CsvSource({"aply, apply", "appyl, apply", "gte, get", "inst, instances", "--waitt, --wait", "--wiat, --wait"})
    void findsWhatWasMeant(String word, String meant) {
        assertThat(Nearest.to(word, WORDS)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"frobnicate", "-x", "", "--"})
    void guessesNothingFarFetched(String word) {
        assertThat(Nearest.to(word, WORDS)).isEmpty();
    }
}
