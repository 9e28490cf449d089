package dev.berth.scheduler.swarm.connection;

import dev.berth.scheduler.swarm.engine.ApiVersion;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The addresses in the order in which they are tried, and the one that is spoken to. Thread-safe. */
final class Managers {
    private final List<URI> hosts;
    private final Map<URI, ApiVersion> oldest = new HashMap<>();
    private int first;
    private @Nullable Session current;

    Managers(List<URI> hosts) {
        this.hosts = List.copyOf(hosts);
    }

    synchronized Optional<Session> current() {
        return Optional.ofNullable(current);
    }

    /** All of them, from the one that is trusted most. */
    synchronized List<URI> order() {
        List<URI> order = new ArrayList<>(hosts);
        Collections.rotate(order, -first);
        return order;
    }

    /** Speaks to this one from now on, unless another call has found one meanwhile; answers whom. */
    Session choose(Session session) {
        Session chosen;
        synchronized (this) {
            if (current == null) {
                current = session;
                first = hosts.indexOf(session.host());
            }
            chosen = current == null ? session : current;
        }
        if (!chosen.equals(session)) {
            session.lanes().retire();
        }
        return chosen;
    }

    /** Speaks to this one no more until it has been greeted again, and to the next one first. */
    void leave(Session session) {
        leave(session, 1);
    }

    /** Greets this one again, which is another engine than it was. */
    void greetAgain(Session session) {
        leave(session, 0);
    }

    private void leave(Session session, int steps) {
        synchronized (this) {
            if (session.equals(current)) {
                current = null;
                first = (hosts.indexOf(session.host()) + steps) % hosts.size();
            }
        }
        session.lanes().retire();
    }

    /** What a manager said is the oldest version that it speaks; the oldest of all where it has said nothing. */
    synchronized ApiVersion oldest(URI host) {
        return oldest.getOrDefault(host, ApiVersion.OLDEST);
    }

    synchronized void oldest(URI host, ApiVersion version) {
        oldest.put(host, version);
    }
}
