package dev.berth.scheduler.cli.certify.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A command of this machine. */
public final class Command {
    private Command() {}

    /**
     * How it ended.
     *
     * @param output both streams
     */
    public record Result(int code, String output) {}

    /** Runs it to its end with {@code input}, which has to be short: nobody reads its output meanwhile. */
    public static Result run(List<String> words, String input) {
        return run(words, input, environment -> {});
    }

    /** What it prints when it has to end well. */
    public static String require(List<String> words, String input) {
        return require(words, input, environment -> {});
    }

    /** The same with other variables than ours. */
    public static String require(List<String> words, String input, Consumer<Map<String, String>> environment) {
        Result result = run(words, input, environment);
        if (result.code() != 0) {
            throw new IllegalStateException(words + " ended with " + result.code() + ": " + result.output());
        }
        return result.output();
    }

    private static Result run(List<String> words, String input, Consumer<Map<String, String>> environment) {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        environment.accept(builder.environment());
        try {
            Process process = builder.start();
            try (var stream = process.getOutputStream()) {
                stream.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
