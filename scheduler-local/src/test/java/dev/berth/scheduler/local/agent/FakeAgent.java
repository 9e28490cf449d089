package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.ConflictException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The agent of the tests that start one: a process with a fake backend, which can be told how to fail. */
final class FakeAgent {
    private FakeAgent() {}

    static AgentCommand command(Path stateDirectory, String behaviour) {
        return new AgentCommand(FakeAgent.class.getName(), List.of(stateDirectory.toString(), behaviour));
    }

    /** Takes the state directory and {@code good}, {@code slow} (opens at the end of its input), {@code conflict}, {@code bug} or {@code dies}. */
    public static void main(String[] arguments) {
        Path stateDirectory = Path.of(arguments[0]);
        System.exit(AgentProcess.background(stateDirectory, directory -> open(directory, arguments[1])));
    }

    private static HostedBackend open(Path directory, String behaviour) {
        note(directory, "opened");
        return switch (behaviour) {
            case "conflict" -> throw new ConflictException("the store is held by another process");
            case "bug" -> throw new IllegalStateException("a bug in opening");
            case "dies" -> {
                Runtime.getRuntime().halt(3);
                throw new AssertionError("halted");
            }
            case "slow" -> {
                awaitEndOfInput();
                yield good(directory);
            }
            default -> good(directory);
        };
    }

    private static HostedBackend good(Path directory) {
        return new HostedBackend(
                new FakeBackend(), List.of(() -> note(directory, "controller closed")), Map.of("owner", "fake"));
    }

    private static void awaitEndOfInput() {
        try {
            System.in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void note(Path directory, String what) {
        try {
            Files.createFile(
                    directory.resolve(what + " " + ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often an agent has done something, over all its processes. */
    static long count(Path directory, String what) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(what))
                    .count();
        }
    }
}
