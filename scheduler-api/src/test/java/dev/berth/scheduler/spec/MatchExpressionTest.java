package dev.berth.scheduler.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchExpressionTest {
    private static final String[] PIECES = {
        "a",
        "b",
        "-",
        ".",
        "[ab]",
        "[^a]",
        "[a-c\\d]",
        "\\d",
        "\\w",
        "\\s",
        "(a|b)",
        "(?:ab)",
        "(|a)",
        "*",
        "+",
        "?",
        "{2}",
        "{0,2}",
        "{1,}",
        "|",
        "^",
        "$",
        "\\."
    };

    @ParameterizedTest
    @CsvSource({
        "ssd, ssd, true",
        "ssd, SSD, false",
        "ss, ssd, false",
        "sd, ssd, false",
        "ssd|nvme, nvme, true",
        "eu-(west|east)-[12], eu-east-2, true",
        "eu-(west|east)-[12], eu-east-3, false",
        "rack\\d+, rack17, true",
        "rack\\d+, rack, false",
        "^rack.*$, rack17, true",
        "'a{2,3}', aaa, true",
        "'a{2,3}', aaaa, false",
        "[^a-c-], -, false",
        "[a-], -, true",
        ".*, '', true",
        "'', '', true",
        "Grüße😀, Grüße😀, true",
        "., 😀, true"
    })
    void matchesTheWholeValue(String expression, String value, boolean expected) {
        assertThat(MatchExpression.parse(expression).matches(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+b", "(a|a)*b", "(a|aa)+b", "(.*)*b", "(a?){500}b", "((a*)*)*b"})
    void takesBoundedTimeForExpressionsThatMakeBacktrackersExplode(String expression) {
        String value = "a".repeat(400);

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(MatchExpression.parse(expression).matches(value))
                        .isFalse());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '~',
            value = {
                "(a ~ a group isn't closed by ')', at character 3",
                "a) ~ ')' without '(', at character 2",
                "[a ~ '[' isn't closed by ']', at character 3",
                "[] ~ '[]' is empty; ']' itself has to be written '\\]', at character 2",
                "*a ~ '*' repeats nothing, at character 1",
                "a*+ ~ a quantifier follows a quantifier, at character 3",
                "(?=a) ~ of the groups that start with '(?' only '(?:' is known, at character 3",
                "(a)\\1 ~ '\\1' is unknown, at character 5",
                "\\p{L} ~ '\\p' is unknown, at character 2",
                "a\\ ~ nothing follows the backslash, at character 3",
                "a{3,2} ~ {3,2} ends before it begins, at character 6",
                "a{x} ~ a repetition is {n}, {n,} or {n,m}, at character 3",
                "a{1001} ~ a repetition may have at most 1000, at character 6",
                "[a&&b] ~ '&' inside '[]' has to be written '\\&', at character 3",
                "[b-a] ~ a range goes from a character to a later one, at character 4"
            })
    void refusesWhatIsNotOfTheSubsetWithItsPlace(String expression, String message) {
        assertThatThrownBy(() -> MatchExpression.parse(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void refusesRepetitionsThatWouldFillTheMemory() {
        assertThatThrownBy(() -> MatchExpression.parse("((a{1000}){1000}){1000}"))
                .hasMessage("the expression is too large: more than 10000 steps with repetitions written out");
    }

    @Test
    void refusesGroupsNestedWithoutEnd() {
        assertThatThrownBy(() -> MatchExpression.parse("(".repeat(100_000)))
                .hasMessage("more than 100 nested groups, at character 101");
    }

    @Test
    void agreesWithJavaOnWhateverItAccepts() {
        Random random = new Random(42);
        int compared = 0;
        for (int round = 0; round < 20_000; round++) {
            String expression = random(random, PIECES, 7);
            String value = random(random, new String[] {"a", "b", "c", "-", "1", ".", " "}, 6);
            MatchExpression parsed = parseIfOfTheSubset(expression);
            if (parsed != null) {
                compared++;
                assertThat(parsed.matches(value))
                        .as("'%s' on '%s'", expression, value)
                        .isEqualTo(Pattern.matches(expression, value));
            }
        }
        assertThat(compared).isGreaterThan(5_000);
    }

    private static @Nullable MatchExpression parseIfOfTheSubset(String expression) {
        try {
            return MatchExpression.parse(expression);
        } catch (IllegalArgumentException expected) {
            return null;
        }
    }

    private static String random(Random random, String[] pieces, int length) {
        StringBuilder text = new StringBuilder();
        for (int count = random.nextInt(length + 1); count > 0; count--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }
}
