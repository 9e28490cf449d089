package dev.berth.scheduler.k8s.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which way is taken where none is stated. */
class AccessTest {
    private static final Map<String, String> POD = Map.of("KUBERNETES_SERVICE_HOST", "10.80.0.1");
    private static final String SERVICE_ACCOUNT = "authority (=/var/run/secrets/kubernetes.io/serviceaccount/ca.crt)";

    @TempDir
    private Path home;

    private static Identity identity(Access access) {
        return access.identity(Call.within(Duration.ofSeconds(20)));
    }

    private void write() throws IOException {
        Path file = home.resolve(".kube").resolve("config");
        Files.createDirectories(home.resolve(".kube"));
        TestKubeconfig.write(file, TestKubeconfig.SERVER, "token: t");
    }

    @Test
    void aKubeconfigComesBeforeThePodThisRunsIn() throws IOException {
        write();
        assertThat(identity(Access.found(POD, home, Optional.empty())).server()).hasToString("https://k:6443");
    }

    @Test
    void thePodThisRunsInIsTakenWhereThereIsNoKubeconfig() {
        assertThatThrownBy(() -> identity(Access.found(POD, home, Optional.empty())))
                .isInstanceOf(ContactException.class)
                .hasMessage(SERVICE_ACCOUNT + " is not there");
    }

    @Test
    void aContextMeansAKubeconfig() {
        assertThatThrownBy(() -> identity(Access.found(POD, home, Optional.of("prod"))))
                .hasMessageEndingWith("is not there: name a kubeconfig, or a server");
    }

    @Test
    void outsideAPodThereIsNoServiceAccount() {
        assertThatThrownBy(() -> identity(Access.inCluster(Map.of())))
                .hasMessage("in-cluster works in a pod only: KUBERNETES_SERVICE_HOST is not in the environment");
    }
}
