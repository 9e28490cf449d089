package dev.berth.scheduler.local;

import dev.berth.scheduler.spi.Lease;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The right to control, given to one at a time. It never runs out: whoever has the state directory is this process, and a
 * holder that is gone took the directory with it. Thread-safe.
 */
final class LocalLeases {
    private final Set<String> held = new HashSet<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    Optional<Lease> take(String name) {
        synchronized (this) {
            if (!held.add(name)) {
                return Optional.empty();
            }
        }
        watchers.forEach(Runnable::run);
        return Optional.of(new Held(name));
    }

    synchronized boolean isHeld(String name) {
        return held.contains(name);
    }

    /**
     * Has {@code changed} run after each change of who holds what, on the thread that changes it.
     *
     * @return ends that
     */
    Runnable watch(Runnable changed) {
        watchers.add(changed);
        return () -> watchers.remove(changed);
    }

    private void release(String name) {
        synchronized (this) {
            held.remove(name);
        }
        watchers.forEach(Runnable::run);
    }

    private final class Held implements Lease {
        private final String name;
        private boolean given = true;

        Held(String name) {
            this.name = name;
        }

        @Override
        public boolean isHeld() {
            synchronized (LocalLeases.this) {
                return given;
            }
        }

        @Override
        public void close() {
            boolean ends;
            synchronized (LocalLeases.this) {
                ends = given;
                given = false;
            }
            if (ends) {
                release(name);
            }
        }
    }
}
