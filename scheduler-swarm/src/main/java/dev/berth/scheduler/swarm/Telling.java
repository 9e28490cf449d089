package dev.berth.scheduler.swarm;

import java.util.function.Consumer;

/** Tells what another thread reads, until the call is over: nothing is told to a caller who has gone on. */
final class Telling<T> implements Consumer<T> {
    private final Consumer<T> to;
    private boolean over;

    Telling(Consumer<T> to) {
        this.to = to;
    }

    @Override
    public synchronized void accept(T item) {
        if (!over) {
            to.accept(item);
        }
    }

    /** Waits for what is just being told. */
    synchronized void end() {
        over = true;
    }
}
