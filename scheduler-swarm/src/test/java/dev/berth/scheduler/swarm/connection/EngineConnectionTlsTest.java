package dev.berth.scheduler.swarm.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EngineConnectionTlsTest {
    private static final EngineRequest READ = EngineRequest.get("/nodes");
    private static final FakeEngine.Manners WELL = (request, out) -> FakeEngine.json(out, 200, "[]");

    @TempDir
    private static Path directory;

    private static TestCertificates certificates;

    @BeforeAll
    static void layOutCertificates() {
        certificates = new TestCertificates(directory);
    }

    private static String ask(FakeEngine engine, TlsFiles files, Duration limit) throws EngineRefusalException {
        try (EngineConnection connection = new EngineConnection(List.of(engine.address()), Optional.of(files))) {
            return connection.ask(
                    READ, body -> new String(body.readAllBytes(), StandardCharsets.UTF_8), Call.within(limit));
        }
    }

    private static void assertRefused(String server, TlsFiles files, ErrorCode code, String words) throws IOException {
        try (FakeEngine engine = FakeEngine.on(certificates.server(server), WELL)) {
            assertThatThrownBy(() -> ask(engine, files, Duration.ofSeconds(20)))
                    .isInstanceOfSatisfying(ContactException.class, e -> {
                        assertThat(e.code()).isEqualTo(code);
                        assertThat(e.effect()).isEqualTo(Effect.NONE);
                    })
                    .hasMessageContaining(words);
            assertThat(engine.questions()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "elliptic"})
    void showsItsCertificateAndChecksTheServers(String client) throws Exception {
        try (FakeEngine engine = FakeEngine.on(certificates.server("server"), WELL)) {
            assertThat(ask(engine, certificates.files(client), Duration.ofSeconds(20)))
                    .isEqualTo("[]");
        }
    }

    @Test
    void refusesAServerOfAnotherAuthority() throws IOException {
        TlsFiles trusting = new TlsFiles(
                certificates.file("stranger.pem"),
                certificates.file("client.pem"),
                certificates.file("client-key.pem"));
        assertRefused("server", trusting, ErrorCode.UNAVAILABLE, "was not made by an authority that is trusted here");
    }

    @Test
    void refusesAServerOfAnotherName() throws IOException {
        assertRefused("misnamed", certificates.files("client"), ErrorCode.UNAVAILABLE, "is not for this host");
    }

    @Test
    void refusesAServerWhoseCertificateHasExpired() throws IOException {
        assertRefused("overdue", certificates.files("client"), ErrorCode.UNAVAILABLE, "certificate has expired");
    }

    /** Whether the server's own words arrive is luck: it closes while we still write. */
    @Test
    void saysThatTheServerDoesNotTakeOurCertificate() throws IOException {
        try (FakeEngine engine = FakeEngine.on(certificates.server("server"), WELL)) {
            assertThatThrownBy(() -> ask(engine, certificates.files("foreign"), Duration.ofSeconds(20)))
                    .isInstanceOfSatisfying(ContactException.class, e -> {
                        assertThat(e.code()).isIn(ErrorCode.UNAUTHORIZED, ErrorCode.UNAVAILABLE);
                        assertThat(e.effect()).isEqualTo(Effect.NONE);
                    })
                    .hasMessageContaining("doesn't accept our certificate");
            assertThat(engine.questions()).isEmpty();
        }
    }

    @Test
    void refusesItsOwnCertificateOnceItHasExpired() throws IOException {
        TlsFiles files = certificates.files("expired");
        assertThatThrownBy(files::context).hasMessage("tls.certificate (=" + files.certificate() + ") has expired");
    }

    @Test
    void endsByItsDeadlineThoughTheServerIsSilent() throws Exception {
        CountDownLatch ever = new CountDownLatch(1);
        try (FakeEngine engine = FakeEngine.on(certificates.server("server"), (request, out) -> {
            try {
                return ever.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        })) {
            assertThatThrownBy(() -> ask(engine, certificates.files("client"), Duration.ofSeconds(3)))
                    .isInstanceOfSatisfying(
                            ContactException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT));
            assertThat(Threads.leftBehind()).isEmpty();
        }
    }

    @Test
    void leavesNoThreadBehindThatSendsToAServerWhichReadsNothing() throws Exception {
        EngineRequest large = EngineRequest.post("/configs/create", "x".repeat(64 << 20));
        try (FakeEngine engine =
                FakeEngine.on(certificates.server("server"), WELL).readingNoBodies()) {
            try (EngineConnection connection =
                    new EngineConnection(List.of(engine.address()), Optional.of(certificates.files("client")))) {
                assertThat(connection.info(Call.within(Duration.ofSeconds(20))).version())
                        .isNotEmpty();
                assertThatThrownBy(() -> connection.ask(large, body -> true, Call.within(Duration.ofSeconds(3))))
                        .isInstanceOfSatisfying(
                                ContactException.class,
                                e -> assertThat(e.effect()).isEqualTo(Effect.UNKNOWN));
            }
            assertThat(Threads.leftBehind()).isEmpty();
        }
    }

    @Test
    void saysThatAServerDoesNotSpeakTls() throws IOException {
        try (FakeEngine engine = FakeEngine.onPort((request, out) -> false)) {
            assertThatThrownBy(() -> ask(engine, certificates.files("client"), Duration.ofSeconds(20)))
                    .isInstanceOf(ContactException.class);
        }
    }

    @Test
    void refusesAKeyThatOthersCanRead() throws IOException {
        Path open = directory.resolve("open.pem");
        Files.writeString(open, "secret", StandardCharsets.US_ASCII);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        assertUnusable(open, "can be read by others than its owner: chmod 600 ");
    }

    @ParameterizedTest
    @CsvSource({"client, client-pkcs1-key.pem", "elliptic, elliptic-sec1-key.pem"})
    void readsKeysInTheirOlderForm(String name, String key) throws IOException {
        TlsFiles files = new TlsFiles(
                certificates.file("authority.pem"), certificates.file(name + ".pem"), certificates.file(key));
        assertThat(files.context()).isNotNull();
    }

    @Test
    void saysHowToTakeAPasswordOffAKey() throws IOException {
        assertUnusable(certificates.file("client-locked-key.pem"), "openssl pkey -in ");
    }

    @Test
    void refusesAKeyOfAnotherKindThanItsCertificate() throws IOException {
        assertUnusable(certificates.file("elliptic-key.pem"), "must be the private key of our certificate");
    }

    @Test
    void refusesFilesThatAreNotThereOrHoldSomethingElse() throws IOException {
        assertUnusable(directory.resolve("none.pem"), "is not there");
        Path key = certificates.file("client-key.pem");
        TlsFiles files = new TlsFiles(key, certificates.file("client.pem"), key);
        assertThatThrownBy(files::context).hasMessageContaining("must hold certificates in PEM");
    }

    private static void assertUnusable(Path key, String words) throws IOException {
        TlsFiles files = new TlsFiles(certificates.file("authority.pem"), certificates.file("client.pem"), key);
        assertThatThrownBy(files::context)
                .isInstanceOfSatisfying(
                        ContactException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHORIZED))
                .hasMessageContaining(words)
                .hasMessageContaining("tls.key (=" + key);
    }
}
