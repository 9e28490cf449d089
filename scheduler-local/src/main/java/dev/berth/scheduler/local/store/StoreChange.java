package dev.berth.scheduler.local.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Values to be put and taken away together. A later entry for a key replaces an earlier one. Not thread-safe. */
public final class StoreChange {
    private final Map<Cell, Optional<String>> cells = new LinkedHashMap<>();

    public StoreChange put(Table table, String key, String value) {
        cells.put(new Cell(table, key), Optional.of(value));
        return this;
    }

    /** Taking away what isn't there is no failure. */
    public StoreChange remove(Table table, String key) {
        cells.put(new Cell(table, key), Optional.empty());
        return this;
    }

    /** Adds the entries of {@code later} after these. */
    public StoreChange add(StoreChange later) {
        cells.putAll(later.cells);
        return this;
    }

    public boolean isEmpty() {
        return cells.isEmpty();
    }

    /** The value by cell; empty for one that is taken away. */
    Map<Cell, Optional<String>> cells() {
        return cells;
    }

    record Cell(Table table, String key) {}
}
