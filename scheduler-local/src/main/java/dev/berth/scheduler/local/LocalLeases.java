package dev.berth.scheduler.local;

import dev.berth.scheduler.spi.Lease;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The right to control, given to one at a time. It never runs out: whoever has the state directory is this process, and a
 * holder that is gone took the directory with it. Thread-safe.
 */
final class LocalLeases {
    private final Set<String> held = new HashSet<>();

    synchronized Optional<Lease> take(String name) {
        return held.add(name) ? Optional.of(new Held(name)) : Optional.empty();
    }

    private synchronized void release(String name) {
        held.remove(name);
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
            synchronized (LocalLeases.this) {
                if (given) {
                    given = false;
                    release(name);
                }
            }
        }
    }
}
