package dev.berth.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code ./berth} itself, as a user does. */
class LauncherEndToEndTest {
    private static final String LAUNCHER = System.getProperty("berth.launcher");

    @TempDir
    private Path directory;

    @Test
    void printsItsVersionAndTheJavaThatRunsIt() throws Exception {
        Ended version = run(Map.of("JAVA_HOME", System.getProperty("java.home")), "version");

        assertThat(version.error()).isEmpty();
        assertThat(version.exitCode()).isZero();
        assertThat(version.output())
                .matches("berth \\d+\\.\\d+\\.\\d+\\S*\njava "
                        + Runtime.version().feature() + ".*\n");
    }

    @Test
    void refusesAJavaHomeThatHoldsNoJava() throws Exception {
        Ended version = run(Map.of("JAVA_HOME", directory.toString()), "version");

        assertThat(version.exitCode()).isEqualTo(1);
        assertThat(version.error()).startsWith("berth: JAVA_HOME (=" + directory + ") holds no bin/java");
    }

    @Test
    void refusesAJavaThatIsTooOld() throws Exception {
        Path java = Files.createDirectories(directory.resolve("bin")).resolve("java");
        Files.writeString(java, "");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(directory.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");

        Ended version = run(Map.of("JAVA_HOME", directory.toString()), "version");

        assertThat(version.exitCode()).isEqualTo(1);
        assertThat(version.error()).contains("is version 11.0.2; Berth needs 17 or newer");
    }

    @Test
    void addsNothingToAConfigurationThatIsNamed() throws Exception {
        Path configuration = directory.resolve("berth.conf");
        Files.writeString(
                configuration, "berth.backends.here { type = local, stateDirectory = \"" + directory + "\" }\n");

        Ended status = run(
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                "--config",
                configuration.toString(),
                "agent",
                "status");

        assertThat(status.error()).doesNotContain("invalid");
        assertThat(status.exitCode()).isEqualTo(9);
    }

    @Test
    void tellsAClosedStdinAndAClosedStdoutFromEmptyOnes() throws Exception {
        Ended unread = shell("exec \"$0\" validate - <&-");
        assertThat(unread.exitCode()).isEqualTo(3);
        assertThat(unread.error()).contains("stdin can't be read, is it closed?");

        Ended unwritten = shell("exec \"$0\" version >&-");
        assertThat(unwritten.exitCode()).isEqualTo(1);
        assertThat(unwritten.error()).contains("the output can't be written");
    }

    /** What isn't run then is loaded the slow way by every command afterwards, and nothing else would tell. */
    @Test
    void canRunAllThatItPreparesTheClassesOf() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        String jars = Path.of(System.getenv("BERTH_DISTRIBUTION"), "lib/*").toString();
        Ended training = run(
                List.of(java, "-cp", jars, "dev.berth.scheduler.cli.Training"),
                Map.of("XDG_STATE_HOME", directory.resolve("state").toString()));

        assertThat(training.error()).isEmpty();
        assertThat(training.exitCode()).isZero();
    }

    private Ended shell(String script) throws IOException, InterruptedException {
        return run(List.of("sh", "-c", script, LAUNCHER), Map.of("JAVA_HOME", System.getProperty("java.home")));
    }

    private Ended run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER));
        command.addAll(List.of(arguments));
        return run(command, environment);
    }

    private Ended run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Path error = directory.resolve("error");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(error.toFile());
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Ended(exitCode, read(output), read(error));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private record Ended(int exitCode, String output, String error) {}
}
