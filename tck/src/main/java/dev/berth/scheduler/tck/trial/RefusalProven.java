package dev.berth.scheduler.tck.trial;

import java.util.NavigableSet;
import java.util.TreeSet;

/** The backend refused what it doesn't claim, exactly and without changing anything: the test ends here. */
public final class RefusalProven extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient NavigableSet<String> capabilities;

    RefusalProven(NavigableSet<String> capabilities) {
        super("refused for lack of " + String.join(", ", capabilities));
        this.capabilities = new TreeSet<>(capabilities);
    }

    /** What was refused, by name. */
    public NavigableSet<String> capabilities() {
        return capabilities;
    }
}
