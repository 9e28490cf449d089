package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerVersionTest {
    @ParameterizedTest
    @ValueSource(strings = {"v1.32.0", "v1.34.4", "v1.33.5-eks-113cf36", "v1.32.1+k3s1", "v1.40.0-alpha.0"})
    void fromTheOldestOnEachIsTaken(String version) {
        assertThat(ServerVersion.known(version)).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.31.9", "v1.9.11", "v1.31.2-gke.100"})
    void anOlderOneIsRefused(String version) {
        assertThatThrownBy(() -> ServerVersion.known(version))
                .isInstanceOfSatisfying(
                        BackendException.class,
                        failure -> assertThat(failure.effect()).isEqualTo(Effect.NONE))
                .hasMessage("the server is Kubernetes " + version + "; needed is 1.32 or a newer one");
    }

    @Test
    void whatNamesNoVersionIsNoKubernetes() {
        assertThatThrownBy(() -> ServerVersion.known(""))
                .hasMessage(
                        "the server doesn't answer as a Kubernetes does: its version (=) must begin with v1.MINOR.");
    }
}
