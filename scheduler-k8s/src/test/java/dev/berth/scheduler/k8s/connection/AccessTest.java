package dev.berth.scheduler.k8s.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which way is taken where none is stated, and where that of a pod leads. */
@Timeout(60)
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

    private Access pod(String host, int port) throws IOException {
        Files.write(home.resolve("ca.crt"), TestCertificates.content("authority.pem"));
        Files.writeString(home.resolve("token"), "first");
        return Access.inCluster(
                Map.of("KUBERNETES_SERVICE_HOST", host, "KUBERNETES_SERVICE_PORT", Integer.toString(port)), home);
    }

    /** The second request is refused, and while it is, a kubelet writes another token. */
    private boolean renew(int count, OutputStream out) throws IOException {
        if (count == 2) {
            Files.writeString(home.resolve("token"), "second");
            return FakeServer.json(out, 401, "", "{}");
        }
        return FakeServer.json(out, 200, "", "{}");
    }

    private static String version(ApiConnection connection) throws ApiRefusalException {
        return connection.ask(
                ApiRequest.get("/version"),
                body -> new String(body.readAllBytes(), StandardCharsets.UTF_8),
                Call.within(Duration.ofSeconds(20)));
    }

    @Test
    void aPodTrustsTheAuthorityOfItsServiceAccountAndShowsTheTokenThatIsThereNow() throws Exception {
        try (FakeServer server = new FakeServer(TestCertificates.server("server"), this::renew);
                ApiConnection connection =
                        new ApiConnection(pod("localhost", server.address().getPort()))) {
            assertThat(version(connection)).isEqualTo("{}");
            assertThat(version(connection)).isEqualTo("{}");
            assertThat(server.askers()).containsExactly("first", "first", "second");
        }
    }

    @Test
    void anAddressOfIpv6StandsInBrackets() throws IOException {
        assertThat(identity(pod("fd00:10::1", 6443)).server()).hasToString("https://[fd00:10::1]:6443");
    }
}
