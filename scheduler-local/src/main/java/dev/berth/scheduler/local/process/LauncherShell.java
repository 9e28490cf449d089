package dev.berth.scheduler.local.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The shell that forks shims: one process per JVM, in a session of its own and with an empty environment. When its
 * standard input ends, as it does with the JVM, it stays as a guard of the logs while processes live.
 */
final class LauncherShell implements AutoCloseable {
    private static final String SCRIPT = "launcher.sh";

    /**
     * A JVM leaves SIGQUIT blocked in its children, and may have been started with signals ignored. Both would be
     * inherited; env(1) undoes it where it can (coreutils 8.31).
     */
    private static final String CLEAN = """
            env=$1; shift
            if "$env" --default-signal "$env" >/dev/null 2>&1; then exec "$env" -i --default-signal "$@"; fi
            exec "$env" -i "$@"
            """;

    private final Process process;
    private final OutputStream input;

    private LauncherShell(Process process) {
        this.process = process;
        this.input = process.getOutputStream();
    }

    static LauncherShell start(HostTools tools, ProcessDirectory directory, long logBytes) {
        try {
            Path script = directory.write(directory.root().resolve(SCRIPT), script());
            String generation = UUID.randomUUID().toString();
            directory.write(directory.root().resolve("launcher"), (generation + "\n").getBytes(StandardCharsets.UTF_8));
            List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", CLEAN, "sh", tools.env(), tools.setsid()));
            command.addAll(tools.shell());
            command.addAll(List.of(
                    script.toString(),
                    directory.root().toString(),
                    directory.logs().toString(),
                    Long.toString(logBytes),
                    tools.env(),
                    generation));
            return new LauncherShell(start(command, directory));
        } catch (IOException e) {
            throw new ProcessException(
                    "the launcher in the state directory (=%s) can't be started: %s"
                            .formatted(directory.root(), e.getMessage()),
                    e);
        }
    }

    private static Process start(List<String> command, ProcessDirectory directory) throws IOException {
        File messages = directory.root().resolve("launcher.log").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(messages).redirectErrorStream(true);
        builder.environment().clear();
        return builder.start();
    }

    private static byte[] script() throws IOException {
        try (InputStream stream = LauncherShell.class.getResourceAsStream(SCRIPT)) {
            if (stream == null) {
                throw new IOException("the resource " + SCRIPT + " is missing");
            }
            return stream.readAllBytes();
        }
    }

    /** Sends one command. It is carried out later; false if the shell is gone. */
    synchronized boolean send(String line) {
        try {
            input.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            input.flush();
            return true;
        } catch (IOException e) {
            // The shell ended: its reader is gone from the pipe. The caller starts another one.
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
