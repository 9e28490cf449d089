package dev.berth.scheduler.status;

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
}
