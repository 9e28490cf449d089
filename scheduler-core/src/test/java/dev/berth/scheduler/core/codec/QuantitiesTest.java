package dev.berth.scheduler.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.Place;
import dev.berth.scheduler.core.document.ScalarNode;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.WorkloadId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    private static <T> Optional<T> read(Shape<T> shape, String text) {
        Reading reading =
                Reading.begin(Path.of("/"), WorkloadId.of("default", "web"), new Problems(), new Spot(Place.NOWHERE));
        return shape.read(new ScalarNode(Place.NOWHERE, text, false), reading);
    }

    private static String text(Node node) {
        return ((ScalarNode) node).text();
    }

    @ParameterizedTest
    @CsvSource({
        "512Mi, 536870912, 512Mi",
        "1.5Gi, 1610612736, 1536Mi",
        "1G, 1000000000, 1000000000",
        "1000000, 1000000, 1000000",
        "2k, 2000, 2000",
        "2K, 2000, 2000",
        "0, 0, 0",
        "1Ti, 1099511627776, 1Ti",
        "9223372036854775807, 9223372036854775807, 9223372036854775807"
    })
    void memoryIsReadInEveryUnitAndWrittenInTheLargestThatFits(String written, long bytes, String canonical) {
        assertThat(read(Quantities.MEMORY_AMOUNT, written)).contains(new Memory(bytes));
        assertThat(text(Quantities.MEMORY_AMOUNT.write(new Memory(bytes)))).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.5.Gi", "Gi", "1 Gi", "-1", "1MB", "1mi", "0.3Ki", "1e3", "", "9223372036854775808", "10P5"})
    void memoryThatIsNoneOrNoWholeBytesIsRefused(String written) {
        assertThat(read(Quantities.MEMORY_AMOUNT, written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"500m, 500, 500m", "0.5, 500, 500m", "2, 2000, 2", "1.25, 1250, 1250m", "0.001, 1, 1m", "0, 0, 0"})
    void cpuIsReadInCoresAndMillicores(String written, long millicores, String canonical) {
        assertThat(read(Quantities.CPU_AMOUNT, written)).contains(new Cpu(millicores));
        assertThat(text(Quantities.CPU_AMOUNT.write(new Cpu(millicores)))).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0005", "0.5m", "1x", "-1", "1,5", "m", "1 m"})
    void cpuThatIsNoneOrNoWholeMillicoresIsRefused(String written) {
        assertThat(read(Quantities.CPU_AMOUNT, written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"25%, 25, true", "0%, 0, true", "3, 3, false", "0, 0, false"})
    void amountsAreCountsOrPercentages(String written, int value, boolean percent) {
        assertThat(read(Quantities.COUNT_OR_PERCENT, written)).contains(new Amount(value, percent));
        assertThat(text(Quantities.COUNT_OR_PERCENT.write(new Amount(value, percent))))
                .isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"25 %", "2.5", "%", "a", "12345678901"})
    void anAmountThatIsNeitherIsRefused(String written) {
        assertThat(read(Quantities.COUNT_OR_PERCENT, written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10s, PT10S, 10s",
        "1m30s, PT1M30S, 1m30s",
        "90s, PT1M30S, 1m30s",
        "500ms, PT0.5S, 500ms",
        "1500ms, PT1.5S, 1s500ms",
        "1h, PT1H, 1h",
        "24h, PT24H, 24h",
        "0s, PT0S, 0s",
        "0h, PT0S, 0s",
        "1us1ns, PT0.000001001S, 1us1ns"
    })
    void durationsAreReadInUnitsFromLargeToSmall(String written, Duration duration, String canonical) {
        assertThat(read(Durations.DURATION, written)).contains(duration);
        assertThat(text(Durations.DURATION.write(duration))).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "s", "-5s", "1.5s", "10 s", "1s1m", "1d", "1s1s", "", "999999999999999999h"})
    void aDurationWithoutUnitOrOutOfOrderIsRefused(String written) {
        assertThat(read(Durations.DURATION, written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"three", "1.5", "1e3", "0x10", "1_000", "010", "+1", "2147483648", "--1", ""})
    void aWholeNumberIsDigitsOfThirtyTwoBits(String written) {
        assertThat(read(Scalars.WHOLE_NUMBER, written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "True", "on", "1", "y"})
    void aTruthValueIsTrueOrFalseOnly(String written) {
        assertThat(read(Scalars.TRUTH, written)).isEmpty();
    }
}
