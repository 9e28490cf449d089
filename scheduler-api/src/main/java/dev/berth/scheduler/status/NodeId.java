package dev.berth.scheduler.status;

import org.jspecify.annotations.Nullable;

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

    /** Written out, like {@link #hashCode}: what a record makes by itself takes a short command 20 ms to link. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NodeId id && value.equals(id.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
