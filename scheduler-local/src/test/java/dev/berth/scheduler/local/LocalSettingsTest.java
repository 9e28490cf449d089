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

    @Test
    void refusesAnAddressThatDoesNotLeadHere() {
        RefusedException refusal = catchThrowableOfType(
                RefusedException.class,
                () -> new ConfigReader(Providers.of(new LocalProvider()))
                        .readText("berth.backends.here {type = local, address = \"192.0.2.1\"}"));
        assertThat(refusal.problems())
                .extracting(Problem::message)
                .containsExactly("address (=192.0.2.1) must be an address of this machine");
    }

    @Test
    void takesTheAddressOfThisMachine() {
        assertThat(new ConfigReader(Providers.of(new LocalProvider()))
                        .readText("berth.backends.here {type = local, address = \"127.0.0.1\"}")
                        .backends())
                .containsOnlyKeys("here");
    }
}
