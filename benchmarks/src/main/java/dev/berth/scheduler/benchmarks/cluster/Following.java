package dev.berth.scheduler.benchmarks.cluster;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.WatchEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Takes events from a feed until something has come about. Of one thread. */
public final class Following {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Feed<WatchEvent> feed;

    public Following(Feed<WatchEvent> feed) {
        this.feed = feed;
    }

    public void awaitSynced() throws InterruptedException {
        WatchEvent event = next();
        while (event.kind() != WatchEvent.Kind.SYNCED) {
            event = next();
        }
    }

    public void awaitInstances(int count) throws InterruptedException {
        Set<InstanceId> seen = new HashSet<>();
        while (seen.size() < count) {
            if (next() instanceof WatchEvent.InstanceChanged changed) {
                seen.add(changed.instance().id());
            }
        }
    }

    /** Takes in whatever comes for so long. */
    public void rest(Duration pause) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0; left = end - System.nanoTime()) {
            boolean unused = feed.poll(Duration.ofNanos(left)).isPresent();
        }
    }

    private WatchEvent next() throws InterruptedException {
        return feed.poll(LIMIT).orElseThrow(() -> new IllegalStateException("nothing happened within " + LIMIT));
    }
}
