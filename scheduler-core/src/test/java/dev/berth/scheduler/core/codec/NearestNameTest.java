package dev.berth.scheduler.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNameTest {
    private static final List<String> NAMES = List.of(
            "replicas",
            "restart",
            "rollout",
            "nodeLossWait",
            "mode",
            "ports",
            "process",
            "image",
            "environment",
            "maximumSurge",
            "maximumUnavailable");

    @ParameterizedTest
    @CsvSource({
        "replica, replicas",
        "replcias, replicas",
        "Replicas, replicas",
        "node_loss_wait, nodeLossWait",
        "node-loss-wait, nodeLossWait",
        "restrat, restart",
        "port, ports",
        "proces, process",
        "imgae, image",
        "env, environment",
        "maxSurge, maximumSurge",
        "maxUnavailable, maximumUnavailable"
    })
    void findsWhatWasProbablyMeant(String written, String meant) {
        assertThat(NearestName.of(written, NAMES)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "color", "completely-different", "max", "envoy"})
    void suggestsNothingFarAway(String written) {
        assertThat(NearestName.of(written, NAMES)).isEmpty();
    }

    @Test
    void aVeryLongNameCostsLittle() {
        assertThat(NearestName.of("x".repeat(1_000_000), NAMES)).isEmpty();
    }
}
