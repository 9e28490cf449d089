package dev.berth.scheduler.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can't start says why. */
class LaunchRefusalTest {
    @TempDir
    Path root;

    private final LaunchCheck check = new LaunchCheck();

    @Test
    void refusesAnExecutableThatDoesNotExist() {
        assertThat(refusal("/nonexistent/program", "/")).isEqualTo("executable (=/nonexistent/program) does not exist");
    }

    @Test
    void refusesADirectoryAsExecutable() {
        assertThat(refusal("/usr", "/")).isEqualTo("executable (=/usr) is a directory");
    }

    @Test
    void refusesAFileThatMayNotBeExecuted() {
        assertThat(refusal("/etc/passwd", "/")).isEqualTo("executable (=/etc/passwd) may not be executed");
    }

    @Test
    void refusesARelativeExecutable() {
        assertThat(refusal("sleep", "/")).isEqualTo("executable (=sleep) must be an absolute path");
    }

    @Test
    void refusesAMissingWorkingDirectory() {
        assertThat(refusal("/bin/sh", "/nonexistent")).isEqualTo("workingDirectory (=/nonexistent) does not exist");
    }

    @Test
    void refusesAScriptWhoseInterpreterIsMissing() throws Exception {
        Path script = script("#!/nonexistent/interpreter -x\n");
        assertThat(refusal(script.toString(), "/"))
                .isEqualTo("the interpreter (=/nonexistent/interpreter) of executable (=" + script
                        + ") does not exist or may not be executed");
    }

    @Test
    void refusesATextWithoutInterpreter() throws Exception {
        Path script = script("echo hello\n");
        assertThat(refusal(script.toString(), "/")).startsWith("executable (=" + script + ") is neither a binary");
    }

    @Test
    void refusesAnArgumentThatTheKernelWouldRefuse() {
        var launch = new Launch(new ProcessName("a", 0), "/bin/sh", List.of("x".repeat(1 << 17)), Map.of(), "/");
        assertThat(check.refusal(launch)).contains("an argument (=131073 bytes) must be below 131072 bytes");
    }

    @Test
    void refusesNulWhereverItIs() {
        assertThatThrownBy(() -> new Launch(new ProcessName("a", 0), "/bin/sh", List.of("a\0b"), Map.of(), "/"))
                .hasMessage("an argument must not hold NUL");
        assertThatThrownBy(() -> new Launch(new ProcessName("a", 0), "/bin/sh", List.of(), Map.of("A", "\0"), "/"))
                .hasMessage("variable A must not hold NUL");
    }

    @Test
    void saysThatTheLogCannotBeOpened() throws Exception {
        try (var house = new ProcessHouse(root, "perl")) {
            Launch launch = house.script("exit 0");
            Files.createDirectory(house.directory.log(launch.name().instance(), LogStream.OUT));
            assertThat(house.run(launch)).isEqualTo(ProcessEnd.notStarted("its log files can't be opened"));
        }
    }

    private String refusal(String executable, String workingDirectory) {
        return check.refusal(new Launch(new ProcessName("a", 0), executable, List.of(), Map.of(), workingDirectory))
                .orElse("");
    }

    private Path script(String content) throws Exception {
        Path script = Files.writeString(root.resolve("script"), content);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }
}
