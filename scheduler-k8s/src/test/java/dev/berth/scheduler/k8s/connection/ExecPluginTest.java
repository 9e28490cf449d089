package dev.berth.scheduler.k8s.connection;

import static dev.berth.scheduler.k8s.connection.TestKubeconfig.SERVER;
import static dev.berth.scheduler.k8s.connection.TestKubeconfig.identity;
import static dev.berth.scheduler.k8s.connection.TestKubeconfig.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that tell who we are. */
@Timeout(60)
class ExecPluginTest {
    private static final String VERSION = "client.authentication.k8s.io/v1";
    private static final String TOKEN = credential("\"token\": \"mine\"");

    @TempDir
    private Path directory;

    private static String credential(String status) {
        return "{\"apiVersion\": \"" + VERSION + "\", \"kind\": \"ExecCredential\", \"status\": {" + status + "}}";
    }

    /** A kubeconfig beside a command that does this. */
    private Path config(String more, String script) throws IOException {
        Path command = directory.resolve("tell");
        Files.writeString(command, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        return plain("command: ./tell" + more);
    }

    private Path plain(String exec) throws IOException {
        String user = "exec: {apiVersion: " + VERSION + ", " + exec + "}";
        return TestKubeconfig.write(directory.resolve("config"), SERVER, user);
    }

    private static String printing(String text) {
        return "cat <<'END'\n" + text + "\nEND";
    }

    @Test
    void isWhoTheCommandSays() throws IOException {
        Credentials told = identity(config("", printing(TOKEN))).credentials();
        assertThat(told.tokens().token()).contains("mine");
        assertThat(told.until()).isEmpty();
    }

    /** As kubectl's own commands write it. */
    @Test
    void takesNothingForAnEmptyList() throws IOException {
        Path config = config(", args: null, env: null", printing(TOKEN));
        assertThat(identity(config).credentials().tokens().token()).contains("mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{value: very-secret}",
                "{name: 'A=B', value: very-secret}",
                "{name: A, value: \"very-secret\\0\"}"
            })
    void refusesAVariableThatNoProcessCanBeGiven(String variable) throws IOException {
        Path config = config(", env: [" + variable + "]", printing(TOKEN));
        assertThatThrownBy(() -> identity(config))
                .isInstanceOf(ContactException.class)
                .hasMessageContaining("exec.env of user 'me'")
                .hasMessageNotContaining("secret");
    }

    @Test
    void takesACertificateAndHowLongItIsGood() throws IOException {
        String status = "\"clientCertificateData\": \"cert\", \"clientKeyData\": \"key\","
                + " \"expirationTimestamp\": \"2026-11-21T14:00:00+02:00\"";
        Credentials told = identity(config("", printing(credential(status)))).credentials();
        assertThat(told.certificate().orElseThrow().text()).isEqualTo("cert");
        assertThat(told.key().orElseThrow().text()).isEqualTo("key");
        assertThat(told.until()).contains(Instant.parse("2026-11-21T12:00:00Z"));
    }

    @Test
    void handsOverArgumentsAndVariablesAsTheyStand() throws IOException {
        Path said = directory.resolve("said");
        String arguments = "a b;$HOME `id` \\\"q\\\" *";
        Path file = config(
                ", args: [\"" + arguments + "\", ''], env: [{name: GIVEN, value: '$HOME \"'}]",
                "{ echo \"$#\"; echo \"$1\"; echo \"$GIVEN\"; } > '" + said + "'\n" + printing(TOKEN));
        assertThat(identity(file).credentials().tokens().token()).contains("mine");
        assertThat(Files.readAllLines(said)).containsExactly("2", "a b;$HOME `id` \"q\" *", "$HOME \"");
    }

    @Test
    void tellsTheCommandOfTheClusterWhereItIsToKnow() throws IOException {
        Path said = directory.resolve("said");
        Path file = config(
                ", provideClusterInfo: true", "echo \"$KUBERNETES_EXEC_INFO\" > '" + said + "'\n" + printing(TOKEN));
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                SERVER,
                                SERVER
                                        + ", extensions: [{name: client.authentication.k8s.io/exec, extension:"
                                        + " {audience: a}}]"));
        assertThat(identity(file).credentials().tokens().token()).contains("mine");
        JsonNode information = new ObjectMapper().readTree(said.toFile());
        assertThat(information.path("apiVersion").asText()).isEqualTo(VERSION);
        assertThat(information.at("/spec/interactive").asBoolean(true)).isFalse();
        assertThat(information.at("/spec/cluster/server").asText()).isEqualTo("https://k:6443");
        assertThat(information.at("/spec/cluster/config/audience").asText()).isEqualTo("a");
    }

    @Test
    void hearsOnlyWhatItPrintsAndLetsItAskNobody() throws IOException {
        Path file = config("", "echo 'from a test: a new version is out' >&2; cat\n" + printing(TOKEN));
        assertThat(identity(file).credentials().tokens().token()).contains("mine");
    }

    @Test
    void endsACommandThatHangsByTheDeadline() throws IOException {
        Path file = config("", "sleep 1000 & wait");
        long begun = System.nanoTime();
        assertThatThrownBy(
                        () -> Kubeconfigs.identity(List.of(file), Optional.empty(), Call.within(Duration.ofSeconds(2))))
                .isInstanceOfSatisfying(ContactException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT);
                    assertThat(e.effect()).isEqualTo(Effect.NONE);
                })
                .hasMessage("exec.command of user 'me' in " + file + " (=./tell) did not end in time");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void endsACommandWhoseCallIsCancelledWithAllItStarted() throws Exception {
        Path child = directory.resolve("child");
        Path file = config("", "sleep 1000 & echo $! > '" + child + "'; wait");
        Call call = Call.untilCancelled();
        Thread canceller = new Thread(() -> {
            while (child.toFile().length() == 0) {
                Thread.onSpinWait();
            }
            call.cancel();
        });
        canceller.setDaemon(true);
        canceller.start();
        assertThatThrownBy(() -> Kubeconfigs.identity(List.of(file), Optional.empty(), call))
                .isInstanceOfSatisfying(
                        ContactException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        Optional<ProcessHandle> left =
                ProcessHandle.of(Long.parseLong(Files.readString(child).strip()));
        if (left.isPresent()) {
            assertThat(left.get().onExit().get(20, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        echo very-secret; exit 3                  | failed with exit code 3
        echo very-secret                          | must print an ExecCredential of client.authentication.k8s.io/v1
        echo '{"kind": "ExecCredential"}'         | must print an ExecCredential of client.authentication.k8s.io/v1
        echo 'PREFIX "status": {}}'               | must print a token, or clientCertificateData and clientKeyData
        echo 'PREFIX "status": {"clientKeyData": "very-secret"}}' | must print a token, or clientCertificateData
        echo 'PREFIX "status": {"token": "very secret"}}' | must be one token
        echo 'PREFIX "status": {"token": "very-secret", "expirationTimestamp": "soon"}}' | must print an expiration
        head -c 2000000 /dev/zero                 | printed more than 1048576 bytes
        """)
    void refusesWhatTellsNothingAndSaysNothingOfIt(String script, String words) throws IOException {
        String prefix = "{\"apiVersion\": \"" + VERSION + "\", \"kind\": \"ExecCredential\",";
        Path file = config("", script.replace("PREFIX", prefix));
        assertThat(refusal(file))
                .contains("exec.command of user 'me' in " + file + " (=./tell)")
                .contains(words)
                .doesNotContain("secret");
    }

    @Test
    void saysHowToGetACommandThatIsNotThere() throws IOException {
        assertThat(refusal(plain("command: berth-no-such-command, installHint: 'ask \"us\" for it'")))
                .endsWith("(=berth-no-such-command) can't be run: ask \"us\" for it");
    }

    @Test
    void refusesACommandThatWantsToAskSomebody() throws IOException {
        assertThat(refusal(config(", interactiveMode: Always", printing(TOKEN))))
                .startsWith("exec.interactiveMode of user 'me'");
    }

    @Test
    void takesATokenThatIsStatedBeforeTheCommand() throws IOException {
        Path file = config("", "exit 1");
        Files.writeString(file, Files.readString(file).replace("exec:", "token: stated, exec:"));
        assertThat(identity(file).credentials().tokens().token()).contains("stated");
    }
}
