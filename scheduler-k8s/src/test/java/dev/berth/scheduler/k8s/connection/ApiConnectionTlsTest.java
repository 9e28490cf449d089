package dev.berth.scheduler.k8s.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers and clients show certificates, and both are checked. */
@Timeout(60)
class ApiConnectionTlsTest {
    private static final ApiRequest READ = ApiRequest.get("/api/v1/pods");
    private static final FakeServer.Manners WELL = (count, out) -> FakeServer.json(out, 200, "", "[]");

    @TempDir
    private Path directory;

    private Path file(String name) throws IOException {
        return TestCertificates.file(directory, name + ".pem");
    }

    private Access access(URI server, String authority, String certificate, String key) throws IOException {
        return Access.server(
                server,
                Optional.of(file(authority)),
                Optional.empty(),
                Optional.of(file(certificate)),
                Optional.of(file(key)));
    }

    private static String ask(Access access) throws ApiRefusalException {
        try (ApiConnection connection = new ApiConnection(access)) {
            return connection.ask(
                    READ,
                    body -> new String(body.readAllBytes(), StandardCharsets.UTF_8),
                    Call.within(Duration.ofSeconds(20)));
        }
    }

    private static void assertRefused(FakeServer server, Access access, ErrorCode code, String words) {
        assertThatThrownBy(() -> ask(access))
                .isInstanceOfSatisfying(ContactException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.effect()).isEqualTo(Effect.NONE);
                })
                .hasMessageContaining(words);
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "client, client-key, CN=client",
        "client, client-pkcs1-key, CN=client",
        "elliptic, elliptic-key, CN=elliptic",
        "elliptic, elliptic-sec1-key, CN=elliptic"
    })
    void showsItsCertificateWhateverFormTheKeyHas(String certificate, String key, String name) throws Exception {
        try (FakeServer server = new FakeServer(TestCertificates.server("server"), WELL)) {
            assertThat(ask(access(server.address(), "authority", certificate, key)))
                    .isEqualTo("[]");
            assertThat(server.askers()).containsExactly(name);
        }
    }

    @ParameterizedTest
    @CsvSource({"client, client-pkcs1-key", "elliptic, elliptic-sec1-key"})
    void showsACertificateThatStandsInAKubeconfig(String certificate, String key) throws Exception {
        try (FakeServer server = new FakeServer(TestCertificates.server("server"), WELL)) {
            Path config = TestKubeconfig.write(
                    directory.resolve("config"),
                    "server: '" + server.address() + "', certificate-authority-data: "
                            + TestCertificates.data("authority.pem"),
                    "client-certificate-data: " + TestCertificates.data(certificate + ".pem") + ", client-key-data: "
                            + TestCertificates.data(key + ".pem"));
            assertThat(ask(Access.kubeconfig(List.of(config), Optional.empty())))
                    .isEqualTo("[]");
            assertThat(server.askers()).containsExactly("CN=" + certificate);
        }
    }

    @ParameterizedTest
    @CsvSource({"server, stranger, authority", "misnamed, authority, localhost", "overdue, authority, expired"})
    void asksNoServerThatMayBeAnother(String name, String authority, String words) throws Exception {
        try (FakeServer server = new FakeServer(TestCertificates.server(name), WELL)) {
            assertRefused(
                    server,
                    access(server.address(), authority, "client", "client-key"),
                    ErrorCode.UNAVAILABLE,
                    "can't be trusted");
            assertThatThrownBy(() -> ask(Access.server(
                            server.address(),
                            Optional.of(directory.resolve(authority + ".pem")),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty())))
                    .hasMessageContaining(words);
        }
    }

    /** Java's own authorities know nothing of ours. */
    @Test
    void trustsNoServerOfAnAuthorityThatNobodyStated() throws Exception {
        try (FakeServer server = new FakeServer(TestCertificates.server("server"), WELL)) {
            Access access = Access.server(
                    server.address(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
            assertRefused(server, access, ErrorCode.UNAVAILABLE, "can't be trusted");
        }
    }

    @Test
    void saysThatTheServerDoesNotAcceptOurCertificate() throws Exception {
        SSLServerSocket strict = TestCertificates.server("server");
        strict.setNeedClientAuth(true);
        try (FakeServer server = new FakeServer(strict, WELL)) {
            Access access = access(server.address(), "authority", "foreign", "foreign-key");
            assertRefused(server, access, ErrorCode.UNAUTHORIZED, "doesn't accept our certificate");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        authority | expired   | expired-key       | certificate (=DIR/expired.pem) has expired
        authority | client    | elliptic-key      | key (=DIR/elliptic-key.pem) must be the private key of our
        authority | client    | client-locked-key | key (=DIR/client-locked-key.pem) has a password
        authority | client    | authority         | must be a private key in PEM
        client-key | client   | client-key        | authority (=DIR/client-key.pem) must hold certificates in PEM
        """)
    void namesTheFileThatIsOfNoUse(String authority, String certificate, String key, String words) throws Exception {
        URI nobody = URI.create("https://localhost:1");
        for (String name : List.of(authority, certificate, key)) {
            Files.deleteIfExists(directory.resolve(name + ".pem"));
        }
        Access access = Access.server(
                nobody,
                Optional.of(there(authority)),
                Optional.empty(),
                Optional.of(there(certificate)),
                Optional.of(there(key)));
        assertThatThrownBy(() -> ask(access))
                .isInstanceOf(ContactException.class)
                .hasMessageContaining(words.replace("DIR", directory.toString()));
    }

    private Path there(String name) throws IOException {
        Path file = directory.resolve(name + ".pem");
        return Files.exists(file) ? file : file(name);
    }

    @Test
    void takesNoKeyThatOthersMayRead() throws Exception {
        Path key = file("client-key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        Access access = Access.server(
                URI.create("https://localhost:1"),
                Optional.of(file("authority")),
                Optional.empty(),
                Optional.of(file("client")),
                Optional.of(key));
        assertThatThrownBy(() -> ask(access)).hasMessageContaining("can be read by others than its owner: chmod 600");
    }

    @Test
    void goesByAProxyThatAKubeconfigNames() throws Exception {
        try (FakeServer proxy = new FakeServer(
                (count, out) -> !FakeServer.write(out, "HTTP/1.1 502 no\r\nContent-Length: 0\r\n\r\n"))) {
            Path config = TestKubeconfig.write(
                    directory.resolve("config"),
                    "server: 'https://k.example:6443', proxy-url: '" + proxy.address() + "'",
                    "token: very-secret");
            assertThatThrownBy(() -> ask(Access.kubeconfig(List.of(config), Optional.empty())))
                    .isInstanceOf(Exception.class);
            assertThat(proxy.requests()).contains("CONNECT k.example:6443 HTTP/1.1");
            assertThat(proxy.askers()).containsOnly("");
        }
    }
}
