package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that tells handlers, as the kernel says so, which files of their directories are new or have grown. */
final class DirectoryWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatch.class);

    /** Told on the thread of the watch. A handler that fails is logged and told the next event as if nothing was. */
    interface Handler {
        void changed(String fileName) throws IOException;

        /** The kernel dropped notices: whatever is there has to be looked at. */
        void overflowed() throws IOException;

        /** Called after each round. Answers in how many milliseconds it wants to be called again without news. */
        default long settle() throws IOException {
            return Long.MAX_VALUE;
        }
    }

    /**
     * How long what is new waits for more: many processes start or end at once, and each notice taken alone would wake
     * three threads, on the processors that they need themselves.
     */
    private static final long MOMENT_NANOS = 1_000_000;

    private final WatchService service;
    private final Map<WatchKey, Handler> handlers = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "berth-processes");

    DirectoryWatch() throws IOException {
        service = FileSystems.getDefault().newWatchService();
        thread.setDaemon(true);
    }

    void add(Path directory, Handler handler, WatchEvent.Kind<?>... kinds) throws IOException {
        handlers.put(directory.register(service, kinds), handler);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() throws IOException {
        service.close();
    }

    private void run() {
        try {
            long wait = Long.MAX_VALUE;
            while (true) {
                WatchKey key = service.poll(wait, TimeUnit.MILLISECONDS);
                if (key != null) {
                    LockSupport.parkNanos(MOMENT_NANOS);
                    dispatch(key);
                }
                wait = settle();
            }
        } catch (ClosedWatchServiceException e) {
            LOG.debug("The watch is closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void dispatch(WatchKey key) {
        Handler handler = handlers.get(key);
        for (WatchEvent<?> event : key.pollEvents()) {
            if (handler != null) {
                tell(handler, event);
            }
        }
        if (!key.reset()) {
            handlers.remove(key);
            LOG.warn("The directory {} is gone: what happens in it will not be noticed", key.watchable());
        }
    }

    private static void tell(Handler handler, WatchEvent<?> event) {
        try {
            if (event.kind().equals(StandardWatchEventKinds.OVERFLOW)) {
                handler.overflowed();
            } else if (event.context() instanceof Path file) {
                handler.changed(file.toString());
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("A notice of the state directory ({}) could not be handled", event.context(), e);
        }
    }

    private long settle() {
        long wait = Long.MAX_VALUE;
        for (Handler handler : handlers.values()) {
            try {
                wait = Math.min(wait, handler.settle());
            } catch (IOException | RuntimeException e) {
                LOG.error("The logs could not be looked after", e);
            }
        }
        return wait;
    }
}
