package dev.berth.scheduler.k8s.connection;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** What a process prints until it ends, which it does with its call at the latest. */
final class ExecProcess {
    /** However long the call may take, as one who waits for a login holds up all others. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final int MOST_BYTES = 1 << 20;

    private ExecProcess() {}

    /**
     * Waits for the end of a process that has been started.
     *
     * @param name of it, for messages
     */
    static byte[] output(String name, Process process, Call call) {
        CompletableFuture<byte[]> printed = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, printed), "berth-kubernetes-exec");
        reader.setDaemon(true);
        reader.start();
        CompletableFuture<byte[]> ended = process.onExit().thenCombine(printed, (over, bytes) -> bytes);
        try {
            return checked(name, process, await(name, ended, call));
        } finally {
            end(process);
        }
    }

    private static byte[] await(String name, CompletableFuture<byte[]> ended, Call call) {
        Duration limit = call.remaining().compareTo(LONGEST) < 0 ? call.remaining() : LONGEST;
        try {
            return Waiting.on(ended, limit, call);
        } catch (TimeoutException e) {
            throw ContactException.timeout(name + " did not end in time", Effect.NONE);
        } catch (CancellationException e) {
            throw ContactException.cancelled(name + " was cancelled", Effect.NONE);
        } catch (ExecutionException e) {
            throw PemFiles.unusable(name + " printed what can't be read");
        }
    }

    private static byte[] checked(String name, Process process, byte[] printed) {
        if (printed.length > MOST_BYTES) {
            throw PemFiles.unusable(name + " printed more than " + MOST_BYTES + " bytes");
        }
        if (process.exitValue() != 0) {
            throw PemFiles.unusable(name + " failed with exit code " + process.exitValue());
        }
        return printed;
    }

    /** It has nothing to read, and one that prints without end is ended. */
    private static void read(Process process, CompletableFuture<byte[]> printed) {
        try (InputStream output = process.getInputStream()) {
            process.getOutputStream().close();
            byte[] bytes = output.readNBytes(MOST_BYTES + 1);
            printed.complete(bytes);
            if (bytes.length > MOST_BYTES) {
                end(process);
            }
        } catch (IOException e) {
            printed.completeExceptionally(new UncheckedIOException(e));
        }
    }

    /** With what it started, which would keep its output open. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
