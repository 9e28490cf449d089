package dev.berth.scheduler.tck.trial;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.WatchEvent;
import dev.berth.scheduler.tck.oracle.Oracle;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows the watch of one test on a thread of its own: every event goes to the history, the oracle and whoever waits;
 * between events the oracle is shown pictures.
 */
final class Watcher {
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final long PICTURE_PAUSE_NANOS = 100_000_000;

    private final Scheduler scheduler;
    private final Selector selector;
    private final Oracle oracle;
    private final Photographer photographer;
    private final Observed observed;
    private final History history;
    private final Thread thread;
    private final Map<NodeId, Node> nodes = new HashMap<>();
    private volatile boolean closed;

    Watcher(
            Scheduler scheduler,
            Selector selector,
            Oracle oracle,
            Photographer photographer,
            Observed observed,
            History history) {
        this.scheduler = scheduler;
        this.selector = selector;
        this.oracle = oracle;
        this.photographer = photographer;
        this.observed = observed;
        this.history = history;
        this.thread = new Thread(this::run, "tck-watch-" + selector.namespace().orElse(""));
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try (Feed<WatchEvent> feed = scheduler.watch(selector)) {
            follow(feed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SchedulerException e) {
            if (!closed) {
                history.add("watch", "ended: " + e);
                observed.violated(List.of("OBS-2: the watch ended: " + e));
            }
        }
    }

    private void follow(Feed<WatchEvent> feed) throws InterruptedException {
        boolean changed = false;
        long pictured = System.nanoTime();
        while (!closed && !feed.ended()) {
            Optional<WatchEvent> event = feed.poll(changed ? photographer.pause() : IDLE);
            event.ifPresent(this::take);
            changed |= event.isPresent();
            boolean late = System.nanoTime() - pictured > PICTURE_PAUSE_NANOS;
            if (changed && observed.isSynced() && (event.isEmpty() || late)) {
                observed.violated(photographer.confirmed(oracle));
                pictured = System.nanoTime();
                changed = event.isPresent();
            }
        }
    }

    private void take(WatchEvent event) {
        history.add("event", Told.event(event));
        observed.violated(oracle.judge(event, nodes(event)));
        observed.take(event);
    }

    /** Nodes are read anew when an instance is on one that isn't known. */
    private Map<NodeId, Node> nodes(WatchEvent event) {
        if (event instanceof WatchEvent.InstanceChanged change
                && change.instance()
                        .node()
                        .filter(node -> !nodes.containsKey(node))
                        .isPresent()) {
            try {
                photographer.nodes().forEach(node -> nodes.put(node.id(), node));
            } catch (ContactException e) {
                history.add("oracle", "nodes can't be read: " + e);
            }
        }
        return nodes;
    }

    void end() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join(IDLE.toMillis());
    }
}
