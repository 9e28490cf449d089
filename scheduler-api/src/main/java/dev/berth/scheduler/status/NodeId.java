package dev.berth.scheduler.status;

/**
 * Names a node of a backend.
 *
 * @param value the backend's own identifier
 */
public record NodeId(String value) implements Comparable<NodeId> {
    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
