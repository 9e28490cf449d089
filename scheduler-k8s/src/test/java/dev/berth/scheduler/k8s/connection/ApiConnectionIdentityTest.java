package dev.berth.scheduler.k8s.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who we are, told anew when it is another by now. */
@Timeout(60)
class ApiConnectionIdentityTest {
    private static final ApiRequest READ = ApiRequest.get("/api/v1/pods");
    private static final ApiRequest WRITE = ApiRequest.post("/api/v1/pods", "{}");
    private static final String REFUSAL = "{\"kind\": \"Status\", \"message\": \"Unauthorized\"}";

    @TempDir
    private Path directory;

    private static Call call() {
        return Call.within(Duration.ofSeconds(20));
    }

    private static String ask(ApiConnection connection, ApiRequest request) throws ApiRefusalException {
        return connection.ask(request, body -> new String(body.readAllBytes(), StandardCharsets.UTF_8), call());
    }

    private ApiConnection byFile(FakeServer server) {
        return new ApiConnection(Access.server(
                server.address(),
                Optional.empty(),
                Optional.of(directory.resolve("token")),
                Optional.empty(),
                Optional.empty()));
    }

    private void write(String token) throws IOException {
        Files.writeString(directory.resolve("token"), token + "\n");
    }

    /** The first is refused, and while it is, another token is written. */
    private boolean rotate(int count, OutputStream out) throws IOException {
        if (count == 1) {
            write("second");
            return FakeServer.json(out, 401, "", REFUSAL);
        }
        return FakeServer.json(out, 200, "", "{}");
    }

    @Test
    void readsATokenAnewThatWasRefusedAndSendsTheSameOnceMore() throws Exception {
        write("first");
        try (FakeServer server = new FakeServer(this::rotate);
                ApiConnection connection = byFile(server)) {
            assertThat(ask(connection, WRITE)).isEqualTo("{}");
            assertThat(ask(connection, READ)).isEqualTo("{}");
            assertThat(server.askers()).containsExactly("first", "second", "second");
        }
    }

    @Test
    void asksTwiceOnlyForWhomTheServerDoesNotKnow() throws Exception {
        write("first");
        try (FakeServer server = new FakeServer((count, out) -> FakeServer.json(out, 401, "", REFUSAL));
                ApiConnection connection = byFile(server)) {
            ApiRefusalException refusal = catchThrowableOfType(ApiRefusalException.class, () -> ask(connection, WRITE));
            assertThat(refusal.status()).isEqualTo(401);
            assertThat(server.askers()).containsExactly("first", "first");
        }
    }

    @Test
    void asksNobodyWithoutTheTokenThatIsStated() throws Exception {
        try (FakeServer server = new FakeServer((count, out) -> FakeServer.json(out, 200, "", "{}"));
                ApiConnection connection = byFile(server)) {
            ContactException failure = catchThrowableOfType(ContactException.class, () -> ask(connection, READ));
            assertThat(failure).hasMessage("token-file (=" + directory.resolve("token") + ") is not there");
            assertThat(server.requests()).isEmpty();
            write("late");
            assertThat(ask(connection, READ)).isEqualTo("{}");
        }
    }

    /** A command that counts its runs, and prints a token with the number of this one in it. */
    private ApiConnection byCommand(FakeServer server, String until) throws IOException {
        Path runs = directory.resolve("runs");
        Path command = directory.resolve("tell");
        Files.writeString(command, """
            #!/bin/sh
            echo >> '%s'
            echo '{"apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential", "status": {'
            echo '"token": "run-'$(wc -l < '%s')'"%s}}'
            """.formatted(runs, runs, until));
        return by(server, command);
    }

    private ApiConnection by(FakeServer server, Path command) throws IOException {
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        Path config = TestKubeconfig.write(
                directory.resolve("config"),
                "server: '" + server.address() + "', certificate-authority-data: "
                        + TestCertificates.data("authority.pem"),
                "exec: {apiVersion: client.authentication.k8s.io/v1, command: '" + command + "'}");
        return new ApiConnection(Access.kubeconfig(List.of(config), Optional.empty()));
    }

    @Test
    void runsTheCommandOnceForManyRequests() throws Exception {
        try (FakeServer server = new FakeServer(
                        TestCertificates.server("server"), (count, out) -> FakeServer.json(out, 200, "", "{}"));
                ApiConnection connection = byCommand(server, ", \"expirationTimestamp\": \"2120-01-01T00:00:00Z\"")) {
            ask(connection, READ);
            ask(connection, READ);
            assertThat(server.askers()).containsExactly("run-1", "run-1");
        }
    }

    @Test
    void runsTheCommandAnewWhenWhatItToldHasRunOut() throws Exception {
        try (FakeServer server = new FakeServer(
                        TestCertificates.server("server"), (count, out) -> FakeServer.json(out, 200, "", "{}"));
                ApiConnection connection = byCommand(server, ", \"expirationTimestamp\": \"2020-01-01T00:00:00Z\"")) {
            ask(connection, READ);
            ask(connection, READ);
            assertThat(server.askers()).containsExactly("run-1", "run-2");
        }
    }

    @Test
    void runsTheCommandAnewWhenWhatItToldIsRefused() throws Exception {
        try (FakeServer server = new FakeServer(
                        TestCertificates.server("server"),
                        (count, out) -> count == 1
                                ? FakeServer.json(out, 401, "", REFUSAL)
                                : FakeServer.json(out, 200, "", "{}"));
                ApiConnection connection = byCommand(server, "")) {
            assertThat(ask(connection, WRITE)).isEqualTo("{}");
            assertThat(server.askers()).containsExactly("run-1", "run-2");
        }
    }

    @Test
    void waitsForACommandThatAnotherRunsByItsOwnDeadlineOnly() throws Exception {
        Path begun = directory.resolve("begun");
        Path command = directory.resolve("tell");
        Files.writeString(command, "#!/bin/sh\ntouch '" + begun + "'; sleep 1000\n");
        try (FakeServer server = new FakeServer(
                        TestCertificates.server("server"), (count, out) -> FakeServer.json(out, 200, "", "{}"));
                ApiConnection connection = by(server, command)) {
            Call patient = call();
            CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> whole(connection, patient));
            while (!Files.exists(begun)) {
                Thread.onSpinWait();
            }
            ContactException failure = catchThrowableOfType(
                    ContactException.class, () -> whole(connection, Call.within(Duration.ofMillis(200))));
            assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT);
            assertThat(first).isNotDone();
            patient.cancel();
            assertThat(catchThrowableOfType(CompletionException.class, first::join))
                    .hasCauseInstanceOf(ContactException.class);
        }
    }

    private static String whole(ApiConnection connection, Call call) {
        try {
            return connection.ask(READ, body -> "", call);
        } catch (ApiRefusalException e) {
            throw new AssertionError(e);
        }
    }
}
