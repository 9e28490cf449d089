package dev.berth.scheduler.benchmarks.local;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Waits for the records that shims make when they have collected a process, in {@code processes/events} of the state
 * directory. So the end of a process is seen as the peer sees it, which collects its processes itself, and not only when
 * the backend comes to tell.
 */
final class EndRecords implements AutoCloseable {
    private static final String END_BY_SIGNAL = "=signal=";
    private static final int LIMIT_SECONDS = 60;

    private final WatchService service;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    EndRecords(Path events) throws IOException {
        service = events.getFileSystem().newWatchService();
        events.register(service, StandardWatchEventKinds.ENTRY_CREATE);
    }

    /** When the last of so many ends was recorded, by {@link System#nanoTime}. */
    Future<Long> last(int count) {
        Callable<Long> wait = () -> {
            for (int seen = 0; seen < count; ) {
                WatchKey key = service.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
                if (key == null) {
                    throw new IllegalStateException(seen + " of " + count + " ends were recorded");
                }
                seen += (int) key.pollEvents().stream()
                        .filter(event -> String.valueOf(event.context()).contains(END_BY_SIGNAL))
                        .count();
                key.reset();
            }
            return System.nanoTime();
        };
        return thread.submit(wait);
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        service.close();
    }
}
