package dev.berth.scheduler.benchmarks.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the launcher of this checkout against an agent of its own. */
final class BerthCommand {
    private final Path launcher;
    private final Path configuration;
    private final Path output;

    private BerthCommand(Path launcher, Path configuration, Path output) {
        this.launcher = launcher;
        this.configuration = configuration;
        this.output = output;
    }

    /** A command whose agent keeps its state in {@code directory}. */
    static BerthCommand in(Path root, Path directory) throws IOException {
        Files.createDirectories(directory);
        Path configuration = Files.writeString(
                directory.resolve("berth.conf"),
                "berth.backends.bench { type = local, run = agent, stateDirectory = \"" + directory.resolve("state")
                        + "\" }\n");
        return new BerthCommand(root.resolve("berth"), configuration, directory.resolve("output"));
    }

    /** Runs it to its end; returns the nanoseconds it took. */
    long run(String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(launcher.toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("BERTH_CONFIG", configuration.toString());
        long begin = System.nanoTime();
        int code = builder.start().waitFor();
        long took = System.nanoTime() - begin;
        if (code != 0) {
            throw new IllegalStateException(words + " ended with " + code + ": " + output());
        }
        return took;
    }

    /** What the last run printed. */
    String output() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
