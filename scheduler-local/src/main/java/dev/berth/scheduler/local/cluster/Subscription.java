package dev.berth.scheduler.local.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one watcher hasn't looked at yet: the names of what changed, each once, and the last states of instances that
 * ended. Memory is bounded by what exists and {@link #ENDS}; past that the watcher is told to look at everything anew.
 */
public final class Subscription implements AutoCloseable {
    /** How many ends are kept for a watcher that doesn't come. */
    static final int ENDS = 256;

    private static final long MOMENT_NANOS = 10_000_000L;

    private final Changes changes;
    private final Set<ChangeKey> keys = new LinkedHashSet<>();
    private final Deque<InstanceView> ends = new ArrayDeque<>();
    private boolean overflowed;
    private long taken = System.nanoTime() - MOMENT_NANOS;
    private boolean woken;
    private boolean over;

    Subscription(Changes changes) {
        this.changes = changes;
    }

    /**
     * What to look at.
     *
     * @param again whether something was missed, so that everything has to be looked at
     * @param over whether nothing will come any more
     */
    public record News(List<InstanceView> ends, List<ChangeKey> keys, boolean again, boolean over) {}

    synchronized void changed(ChangeKey key) {
        keys.add(key);
        notifyAll();
    }

    synchronized void ended(InstanceView last) {
        keys.remove(new ChangeKey.OfInstance(last.row().id()));
        ends.addLast(last);
        if (ends.size() > ENDS) {
            ends.removeFirst();
            overflowed = true;
        }
        notifyAll();
    }

    /** Ends a wait of {@link #take}, now or the next. */
    public synchronized void wake() {
        woken = true;
        notifyAll();
    }

    synchronized void end() {
        over = true;
        notifyAll();
    }

    /**
     * Waits for news; none when it was woken, or the time is over. What changes again within a moment is told once: each
     * time costs a look at the whole workload.
     */
    public synchronized News take(long milliseconds) throws InterruptedException {
        waitUntil(taken + MOMENT_NANOS, false);
        waitUntil(System.nanoTime() + milliseconds * 1_000_000L, true);
        taken = System.nanoTime();
        woken = false;
        News news = new News(new ArrayList<>(ends), new ArrayList<>(keys), overflowed, over);
        ends.clear();
        keys.clear();
        overflowed = false;
        return news;
    }

    /** The caller holds the lock. */
    private void waitUntil(long end, boolean newsEndsIt) throws InterruptedException {
        long left = (end - System.nanoTime()) / 1_000_000L;
        while (!woken && !over && left > 0 && !(newsEndsIt && hasNews())) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000L;
        }
    }

    private boolean hasNews() {
        return !keys.isEmpty() || !ends.isEmpty();
    }

    @Override
    public void close() {
        changes.remove(this);
    }
}
