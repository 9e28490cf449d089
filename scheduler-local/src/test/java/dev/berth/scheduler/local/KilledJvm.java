package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that runs a class of a test until it is killed with -9. */
final class KilledJvm {
    private static final String ACCEPTED = "accepted";

    private KilledJvm() {}

    static Process start(Class<?> program, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** What it says, from the inside, when it has done its part. */
    @SuppressWarnings("SystemOut") // It tells its parent.
    static void accepted() {
        System.out.println(ACCEPTED);
        System.out.flush();
    }

    /** Lets it do its part and go on for so long, then kills it. */
    static void run(int milliseconds, Class<?> program, Object... arguments) throws IOException, InterruptedException {
        Process child = start(program, arguments);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo(ACCEPTED);
            child.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        } finally {
            // Not through the Process, which would close what the child said last.
            child.toHandle().destroyForcibly();
            child.waitFor();
        }
    }
}
