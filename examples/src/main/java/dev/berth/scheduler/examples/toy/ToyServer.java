package dev.berth.scheduler.examples.toy;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The orchestrator that is adapted: texts by name, each write guarded by what was there before. Thread-safe. */
public final class ToyServer {
    private final SortedMap<String, ToyText> texts = new TreeMap<>();
    private long changes;

    /** A text by its name. */
    public synchronized Optional<ToyText> get(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /** Every text whose name begins so, by name. */
    public synchronized SortedMap<String, ToyText> list(String prefix) {
        return new TreeMap<>(texts.subMap(prefix, prefix + Character.MAX_VALUE));
    }

    /**
     * Puts a text in the place of the one that was there before, or takes that away.
     *
     * @return false, and nothing changed, when another was there
     */
    public synchronized boolean replace(String name, Optional<ToyText> before, Optional<ToyText> after) {
        if (!get(name).equals(before)) {
            return false;
        }
        after.ifPresentOrElse(text -> texts.put(name, text), () -> texts.remove(name));
        wake();
        return true;
    }

    /** Lets every {@link #awaitChange} return. */
    public synchronized void wake() {
        changes++;
        notifyAll();
    }

    /** How many changes there were. */
    public synchronized long changes() {
        return changes;
    }

    /** Waits for another change than those seen. */
    public synchronized void awaitChange(long seen) throws InterruptedException {
        while (changes == seen) {
            wait();
        }
    }
}
