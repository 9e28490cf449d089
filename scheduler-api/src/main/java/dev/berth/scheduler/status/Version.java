package dev.berth.scheduler.status;

import org.jspecify.annotations.Nullable;

/**
 * Counts the accepted edits of one life of a workload.
 *
 * @param incarnation names the life; a workload removed and created again has another
 * @param generation grows with every accepted edit, scaling too
 */
public record Version(String incarnation, long generation) {
    /** {@code generation@incarnation}, as commands take it. */
    @Override
    public String toString() {
        return generation + "@" + incarnation;
    }

    /** Written out, like {@link #hashCode}: what a record makes by itself takes a short command 20 ms to link. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Version version
                && generation == version.generation
                && incarnation.equals(version.incarnation);
    }

    @Override
    public int hashCode() {
        return 31 * incarnation.hashCode() + Long.hashCode(generation);
    }
}
