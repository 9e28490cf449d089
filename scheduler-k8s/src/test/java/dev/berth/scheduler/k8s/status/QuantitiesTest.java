package dev.berth.scheduler.k8s.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({"2, 2000", "500m, 500", "0.1, 100", "1.5k, 1500000", "1u, 1", "2e3, 2000000", "0, 0"})
    void processorsAreToldInThousandths(String quantity, long millicores) {
        assertThat(Quantities.millicores(quantity)).hasValue(millicores);
    }

    @ParameterizedTest
    @CsvSource({
        "128Mi, 134217728",
        "24684092Ki, 25276510208",
        "1G, 1000000000",
        "1E, 1000000000000000000",
        "1500m, 2",
        "9Ei, 9223372036854775807",
        "-1, 0",
    })
    void bytesAreToldWholeAndAsManyAsANumberHolds(String quantity, long bytes) {
        assertThat(Quantities.bytes(quantity)).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "much", "1 Gi", "1Xi", "Ki", "1.2.3"})
    void whatIsNoAmountIsNone(String quantity) {
        assertThat(Quantities.bytes(quantity)).isEmpty();
    }
}
