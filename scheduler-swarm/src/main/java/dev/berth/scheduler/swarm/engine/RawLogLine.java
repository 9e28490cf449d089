package dev.berth.scheduler.swarm.engine;

import java.time.Instant;

/**
 * A line of a task's output.
 *
 * @param text without its line end
 */
public record RawLogLine(String taskId, String nodeId, Instant at, boolean error, String text) {
    /** Without the text (rule SEC-1). */
    @Override
    public String toString() {
        return "RawLogLine[" + taskId + ", " + text.length() + " characters]";
    }
}
