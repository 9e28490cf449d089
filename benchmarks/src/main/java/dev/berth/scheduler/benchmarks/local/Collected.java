package dev.berth.scheduler.benchmarks.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Waits until processes are collected, one after the other as the peer does: a process has a directory in {@code /proc}
 * until its parent has collected it. Asked five times a millisecond, which costs the subject less than watching what its
 * shims write down would: each of those notices wakes a thread while the processes are still ending.
 */
final class Collected implements AutoCloseable {
    private static final String STARTED = "=process=";
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final List<Path> processes;

    /**
     * Of all processes that run now.
     *
     * @param events where the shims record
     */
    Collected(Path events, int count) throws IOException {
        try (Stream<Path> records = Files.list(events)) {
            processes = records.map(record -> record.getFileName().toString())
                    .filter(name -> name.contains(STARTED))
                    .map(name -> name.substring(name.indexOf(STARTED) + STARTED.length()))
                    .map(rest -> Path.of("/proc", rest.substring(0, rest.indexOf('='))))
                    .filter(Files::exists)
                    .toList();
        }
        if (processes.size() != count) {
            throw new IllegalStateException(processes.size() + " processes run in place of " + count);
        }
    }

    /** When the last was collected, by {@link System#nanoTime}. */
    Future<Long> last() {
        Callable<Long> wait = () -> {
            long limit = System.nanoTime() + LIMIT_NANOS;
            for (Path process : processes) {
                while (Files.exists(process)) {
                    if (System.nanoTime() > limit) {
                        throw new IllegalStateException(process + " is still there");
                    }
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
            return System.nanoTime();
        };
        return thread.submit(wait);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
