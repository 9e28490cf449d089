package dev.berth.scheduler.core.testing;

import dev.berth.scheduler.spi.Lease;
import java.util.HashSet;
import java.util.Set;

/** Leases, of which any number may be held. Used under the lock of {@code owner}, as each lease is by itself. */
final class MemoryLeases {
    private final Set<Lease> held = new HashSet<>();
    private final Object owner;
    private final Runnable onChange;

    /** {@code onChange} is run under the lock. */
    MemoryLeases(Object owner, Runnable onChange) {
        this.owner = owner;
        this.onChange = onChange;
    }

    Lease take() {
        Lease lease = new Held();
        held.add(lease);
        onChange.run();
        return lease;
    }

    void lose() {
        held.clear();
        onChange.run();
    }

    int count() {
        return held.size();
    }

    private final class Held implements Lease {
        @Override
        public boolean isHeld() {
            synchronized (owner) {
                return held.contains(this);
            }
        }

        @Override
        public void close() {
            synchronized (owner) {
                held.remove(this);
                onChange.run();
            }
        }
    }
}
