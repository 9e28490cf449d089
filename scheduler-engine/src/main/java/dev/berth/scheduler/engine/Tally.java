package dev.berth.scheduler.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjIntConsumer;

/** Counts things; what is at zero isn't in it. */
final class Tally<K> {
    private final Map<K, Integer> counts = new HashMap<>();

    void increment(K key) {
        add(key, 1);
    }

    void add(K key, int count) {
        counts.merge(key, count, Integer::sum);
    }

    void decrement(K key) {
        counts.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }

    int of(K key) {
        return counts.getOrDefault(key, 0);
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    Set<K> keys() {
        return counts.keySet();
    }

    void forEach(ObjIntConsumer<K> action) {
        counts.forEach((key, count) -> action.accept(key, count));
    }
}
