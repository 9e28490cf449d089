package dev.berth.scheduler.core.watch;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.status.WatchEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The watches of one backend, which end with it: none may go on connecting to what is closed. Thread-safe. */
public final class Watches implements AutoCloseable {
    private final Backend backend;
    private final Set<WatchFeed> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public Watches(Backend backend) {
        this.backend = backend;
    }

    /**
     * Begins one.
     *
     * @throws ContactException UNAVAILABLE once closed
     */
    public Feed<WatchEvent> open(Selector selector) {
        WatchFeed feed = new WatchFeed(backend, selector, open::remove);
        open.add(feed);
        if (closed) {
            feed.close();
            throw ContactException.unavailable("this scheduler is closed", Effect.NONE, null);
        }
        feed.start();
        return feed;
    }

    @Override
    public void close() {
        closed = true;
        List.copyOf(open).forEach(WatchFeed::close);
    }
}
