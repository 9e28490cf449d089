package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.local.agent.wire.FailureCodec;
import dev.berth.scheduler.local.agent.wire.WireObject;
import dev.berth.scheduler.spi.Call;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts an agent in the background and waits until it says that it is ready. It says so on its standard output, a pipe
 * that it closes then: of the caller's own streams it gets none, so nobody waits for it who waits for the caller.
 */
final class AgentStarter {
    private final AgentFiles files;
    private final AgentCommand command;

    AgentStarter(AgentFiles files, AgentCommand command) {
        this.files = files;
        this.command = command;
    }

    void start(Call call) throws IOException {
        AgentLog.trim(files.log());
        // Whoever redirects to a file that isn't there makes it for everybody.
        new AgentLog(files.log()).close();
        ProcessBuilder builder = new ProcessBuilder(AgentCommandLine.of(command, files))
                .directory(files.directory().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.appendTo(files.log().toFile()));
        // Whatever locale the first command happened to have, processes get their arguments byte for byte.
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try (InputStream output = process.getInputStream()) {
            judge(firstWords(process, output, call), process);
        }
    }

    private String firstWords(Process process, InputStream output, Call call) {
        CompletableFuture<String> words = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(output, words), "agent-start");
        reader.setDaemon(true);
        reader.start();
        try {
            return words.get(call.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw ContactException.timeout(
                    "the agent (pid " + process.pid() + ") is not ready yet; it goes on starting" + tail(),
                    Effect.NONE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ContactException.cancelled("waiting for the agent was interrupted", Effect.NONE);
        } catch (ExecutionException e) {
            throw ContactException.unavailable("can't hear the agent: " + e.getCause(), Effect.NONE, e);
        }
    }

    private static void read(InputStream output, CompletableFuture<String> words) {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = output.read(); next >= 0 && next != '\n'; next = output.read()) {
                line.write(next);
            }
            words.complete(line.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            words.completeExceptionally(e);
        }
    }

    private void judge(String words, Process process) throws IOException {
        if (words.startsWith("{")) {
            throw WireObject.parse(words.getBytes(StandardCharsets.UTF_8)).object("failure", FailureCodec.INSTANCE);
        }
        if (!words.equals(Announcement.READY)) {
            throw ContactException.unavailable(
                    "the agent (pid " + process.pid() + ") ended before it was ready" + tail(), Effect.NONE, null);
        }
    }

    private String tail() {
        String tail = AgentLog.tail(files.log());
        return tail.isEmpty()
                ? "; its log (" + files.log() + ") is empty"
                : "; the end of its log (" + files.log() + "):\n" + tail;
    }
}
