package dev.berth.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs {@code ./berth} as a user with an empty home does, against an agent of its own. Registered as an extension, each
 * test begins without any state; when it ends, what it left running is removed and the agent stopped.
 */
final class BerthCommand implements BeforeEachCallback, AfterEachCallback {
    private static final String LAUNCHER = Objects.requireNonNull(System.getProperty("berth.launcher"));
    private static final ObjectMapper JSON = new ObjectMapper();

    private @Nullable Path home;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        home = Files.createTempDirectory("berth-test");
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException, InterruptedException {
        try {
            removeAll();
        } finally {
            run("agent", "stop");
        }
        try (Stream<Path> files = Files.walk(directory())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void removeAll() throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("remove", "--wait"));
        json("list").forEach(workload -> words.add(workload.path("id").asText()));
        if (words.size() > 2) {
            succeed(words.toArray(String[]::new));
        }
    }

    /** Holds the state and whatever else the test puts there. */
    Path directory() {
        return Objects.requireNonNull(home);
    }

    static Path examples() {
        return Objects.requireNonNull(Path.of(LAUNCHER).getParent()).resolve("examples");
    }

    Path state() {
        return directory().resolve("state/berth/local");
    }

    /** What ran to its end. */
    Ended run(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory(), "out", "");
        Path error = Files.createTempFile(directory(), "err", "");
        int exitCode = builder(arguments)
                .redirectOutput(output.toFile())
                .redirectError(error.toFile())
                .start()
                .waitFor();
        return new Ended(exitCode, read(output), read(error));
    }

    /** What must end well. */
    String succeed(String... arguments) throws IOException, InterruptedException {
        Ended ended = run(arguments);
        assertThat(ended.exitCode())
                .as("berth %s%n%s%s", String.join(" ", arguments), ended.output(), ended.error())
                .isZero();
        return ended.output();
    }

    JsonNode json(String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.add("-o");
        words.add("json");
        return JSON.readTree(succeed(words.toArray(String[]::new)));
    }

    static JsonNode parse(String line) throws IOException {
        return JSON.readTree(line);
    }

    ProcessBuilder builder(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(LAUNCHER)));
        builder.command().addAll(List.of(arguments));
        builder.environment().put("XDG_STATE_HOME", directory().resolve("state").toString());
        builder.environment()
                .put("XDG_CONFIG_HOME", directory().resolve("config").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("BERTH_CONFIG");
        return builder;
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    record Ended(int exitCode, String output, String error) {}
}
