package dev.berth.scheduler.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** On which nodes how many instances have something in common. */
final class Index<K> {
    private final Map<K, Tally<NodeState>> nodes = new HashMap<>();

    void add(K key, NodeState node) {
        nodes.computeIfAbsent(key, absent -> new Tally<>()).increment(node);
    }

    void remove(K key, NodeState node) {
        nodes.computeIfPresent(key, (same, tally) -> {
            tally.decrement(node);
            return tally.isEmpty() ? null : tally;
        });
    }

    Tally<NodeState> nodesOf(K key) {
        return nodes.getOrDefault(key, new Tally<>());
    }

    Set<K> keys() {
        return nodes.keySet();
    }

    boolean isEmpty() {
        return nodes.isEmpty();
    }
}
