package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.scheduler.core.config.ConfigReader;
import dev.berth.scheduler.core.config.Providers;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import org.junit.jupiter.api.Test;

class LocalSettingsTest {
    @Test
    void refusesMoreMemoryThanCanBeCountedInBytes() {
        RefusedException refusal = catchThrowableOfType(
                RefusedException.class,
                () -> new ConfigReader(Providers.of(new LocalProvider()))
                        .readText(
                                "berth.backends.here {type = local, logLimit = 8388608Ti, nodes.n1.memory = 99999999Ti}"));
        assertThat(refusal.problems())
                .extracting(Problem::message)
                .anyMatch(message -> message.contains("logLimit (=8388608Ti) must be less than 8388608Ti"))
                .anyMatch(message -> message.contains("memory (=99999999Ti) must be less than 8388608Ti"));
    }
}
