package dev.berth.scheduler.swarm.connection;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The connections to one manager: each is used by one call at most, and kept for the next one. */
final class Lanes {
    private static final int KEPT = 8;
    private static final Duration KEPT_FOR = Duration.ofSeconds(30);

    /**
     * A write goes over a connection that was alive just now, or over a new one: where the other side has closed it
     * meanwhile, nobody could tell that from a write whose answer was lost.
     */
    private static final Duration SURE_FOR = Duration.ofSeconds(1);

    private final Supplier<Lane> opener;
    private final Deque<Lane> idle = new ArrayDeque<>();
    private final Set<Lane> streaming = new HashSet<>();
    private boolean closed;

    Lanes(Supplier<Lane> opener) {
        this.opener = opener;
    }

    Lane take(boolean write) {
        Duration limit = write ? SURE_FOR : KEPT_FOR;
        synchronized (this) {
            if (!idle.isEmpty() && !idle.getLast().isIdleLonger(limit)) {
                return idle.removeLast();
            }
        }
        return opener.get();
    }

    /** Takes one back whose answer was read to its end. */
    void giveBack(Lane lane) {
        lane.rest();
        List<Lane> over = new ArrayList<>();
        synchronized (this) {
            if (closed) {
                over.add(lane);
            } else {
                idle.addLast(lane);
            }
            while (idle.size() > KEPT || (!idle.isEmpty() && idle.getFirst().isIdleLonger(KEPT_FOR))) {
                over.add(idle.removeFirst());
            }
        }
        over.forEach(Lane::close);
    }

    /** Keeps in mind that an answer without end is read over this one. */
    void stream(Lane lane) {
        boolean late;
        synchronized (this) {
            streaming.removeIf(Lane::isClosed);
            streaming.add(lane);
            late = closed;
        }
        if (late) {
            lane.close();
        }
    }

    /**
     * Closes those nobody uses, the others when they are given back, and the streams: of a manager that is lost, or is none
     * any more, they would be silent for ever.
     */
    void retire() {
        List<Lane> over;
        synchronized (this) {
            closed = true;
            over = new ArrayList<>(idle);
            over.addAll(streaming);
            idle.clear();
            streaming.clear();
        }
        over.forEach(Lane::close);
    }
}
