package dev.berth.scheduler.local.document;

import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Task;

/**
 * What instances are made from.
 *
 * @param task the one task; its first artifact is a process
 * @param placement where instances may run
 */
public record Template(Task task, Placement placement) {
    public ProcessArtifact process() {
        return (ProcessArtifact) task.artifacts().get(0);
    }
}
