package dev.berth.scheduler.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HostCommandsTest {
    private static final String AWKWARD = "é'\"$(id)`id`\\ \n\uD83D\uDE80\u0001*";

    private final HostCommands commands = HostCommands.find();

    @TempDir
    Path directory;

    private Launch shell(String script, Map<String, String> environment, String... arguments) {
        List<String> words = new ArrayList<>(List.of("-c", script, "sh"));
        words.addAll(List.of(arguments));
        return new Launch(new ProcessName("probe", 0), "/bin/sh", words, environment, directory.toString());
    }

    private int run(Launch launch) throws Exception {
        return commands.start(launch).exitCode().get(30, TimeUnit.SECONDS);
    }

    @Test
    void tellsTheExitCode() throws Exception {
        assertThat(run(shell("exit 0", Map.of()))).isZero();
        assertThat(run(shell("exit 3", Map.of()))).isEqualTo(3);
        assertThat(run(shell("kill -s KILL $$", Map.of()))).isEqualTo(128 + 9);
    }

    @Test
    void handsOverArgumentsByteForByteInTheWorkingDirectory() throws Exception {
        run(shell("/bin/cat /proc/$$/cmdline >words; exit $?", Map.of(), AWKWARD, "", "-n"));

        assertThat(Files.readString(directory.resolve("words"))).endsWith("\0sh\0" + AWKWARD + "\0\0-n\0");
    }

    @Test
    void handsOverTheEnvironmentByteForByteAndNothingElse() throws Exception {
        for (Map<String, String> environment : List.<Map<String, String>>of(
                Map.of(),
                Map.of("A", AWKWARD, "PATH", "/x"),
                Map.of("A", AWKWARD, "IFS", "x", "a-b", "", "LC_ALL", "C"))) {
            run(shell("/bin/cat /proc/$$/environ >environment; exit $?", environment));

            assertThat(environmentFile()).isEqualTo(expected(environment));
        }
    }

    private Set<String> environmentFile() throws IOException {
        String content = Files.readString(directory.resolve("environment"), StandardCharsets.UTF_8);
        return content.isEmpty() ? Set.of() : Set.of(content.split("\0"));
    }

    private static Set<String> expected(Map<String, String> environment) {
        Set<String> variables = new HashSet<>();
        new HashMap<>(environment).forEach((name, value) -> variables.add(name + "=" + value));
        return variables;
    }

    @Test
    void itsInputIsEmpty() throws Exception {
        assertThat(run(shell("! read -r line", Map.of()))).isZero();
    }

    @Test
    void killingEndsEveryProcessItStarted() throws Exception {
        HostCommand command =
                commands.start(shell("/bin/sleep 600 & echo $! >child.part; /bin/mv child.part child; wait", Map.of()));
        ProcessHandle child = awaitChild();

        command.kill();

        assertThat(command.exitCode().get(30, TimeUnit.SECONDS)).isEqualTo(128 + 9);
        child.onExit().get(30, TimeUnit.SECONDS);
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void killingWhatHasEndedDoesNothing() throws Exception {
        HostCommand command = commands.start(shell("exit 4", Map.of()));
        command.exitCode().get(30, TimeUnit.SECONDS);

        command.kill();

        assertThat(command.exitCode().get(30, TimeUnit.SECONDS)).isEqualTo(4);
    }

    @Test
    void saysWhyACommandCannotBeStarted() {
        Launch missing =
                new Launch(new ProcessName("probe", 0), "/no/such/command", List.of(), Map.of(), directory.toString());

        assertThatThrownBy(() -> commands.start(missing))
                .isInstanceOf(IOException.class)
                .hasMessage("executable (=/no/such/command) does not exist");
    }

    /** Waits for the directory to tell, as the command has no other way to say that it has come so far. */
    private ProcessHandle awaitChild() throws Exception {
        Path file = directory.resolve("child");
        try (var watch = directory.getFileSystem().newWatchService()) {
            directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            while (!Files.exists(file)) {
                var key = watch.poll(30, TimeUnit.SECONDS);
                assertThat(key).as("the command's sign of life").isNotNull();
                key.pollEvents();
                key.reset();
            }
        }
        return ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
    }
}
