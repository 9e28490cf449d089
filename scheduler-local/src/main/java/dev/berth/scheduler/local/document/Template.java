package dev.berth.scheduler.local.document;

import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.Volume;
import java.util.List;

/**
 * What instances are made from.
 *
 * @param task the one task; its first artifact is a process
 * @param placement where instances may run
 * @param volumes those that tasks mount
 */
public record Template(Task task, Placement placement, List<Volume> volumes) {
    public Template {
        volumes = List.copyOf(volumes);
    }

    public ProcessArtifact process() {
        return (ProcessArtifact) task.artifacts().get(0);
    }
}
