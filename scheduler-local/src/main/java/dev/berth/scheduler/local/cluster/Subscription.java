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

    private final Changes changes;
    private final Set<ChangeKey> keys = new LinkedHashSet<>();
    private final Deque<InstanceView> ends = new ArrayDeque<>();
    private boolean overflowed;
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

    /** Waits for news; none when it was woken, or the time is over. */
    public synchronized News take(long milliseconds) throws InterruptedException {
        long end = System.nanoTime() + milliseconds * 1_000_000L;
        long left = milliseconds;
        while (keys.isEmpty() && ends.isEmpty() && !woken && !over && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000L;
        }
        woken = false;
        News news = new News(new ArrayList<>(ends), new ArrayList<>(keys), overflowed, over);
        ends.clear();
        keys.clear();
        overflowed = false;
        return news;
    }

    @Override
    public void close() {
        changes.remove(this);
    }
}
