package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The process that forks shims: one process per JVM, in a session of its own and with an empty environment. When its
 * standard input ends, as it does with the JVM, it stays as a guard of the logs while processes live.
 */
final class LauncherProcess implements AutoCloseable {
    private final Process process;
    private final OutputStream input;

    private LauncherProcess(Process process) {
        this.process = process;
        this.input = process.getOutputStream();
    }

    static LauncherProcess start(LauncherProgram program, ProcessDirectory directory, long logBytes) {
        try {
            String generation = UUID.randomUUID().toString();
            directory.write(directory.root().resolve("launcher"), (generation + "\n").getBytes(StandardCharsets.UTF_8));
            return new LauncherProcess(start(program.install(logBytes, generation), directory));
        } catch (IOException e) {
            throw new ProcessException(
                    "the launcher in the state directory (=%s) can't be started: %s"
                            .formatted(directory.root(), e.getMessage()),
                    e);
        }
    }

    private static Process start(List<String> command, ProcessDirectory directory) throws IOException {
        Path messages = directory.root().resolve("launcher.log");
        // Whoever redirects to a file that isn't there makes it for everybody.
        ProcessDirectory.append(messages, new byte[0]);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(messages.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        return builder.start();
    }

    /** Sends one command. It is carried out later; false if the process is gone. */
    synchronized boolean send(String line) {
        try {
            input.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            input.flush();
            return true;
        } catch (IOException e) {
            // It ended: its reader is gone from the pipe. The caller starts another one.
            return false;
        }
    }

    CompletableFuture<?> ended() {
        return process.onExit();
    }

    long processId() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
