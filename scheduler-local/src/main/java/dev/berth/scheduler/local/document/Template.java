package dev.berth.scheduler.local.document;

import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.Volume;
import java.util.List;
import java.util.stream.Stream;

/**
 * What instances are made from. The first artifact of each task is a process.
 *
 * @param task the MAIN task
 * @param companions the INIT tasks and SIDECARs, in the order of the spec
 * @param placement where instances may run
 * @param volumes those that tasks mount
 */
public record Template(Task task, List<Task> companions, Placement placement, List<Volume> volumes) {
    public Template {
        companions = List.copyOf(companions);
        volumes = List.copyOf(volumes);
    }

    /** Of one task. */
    public Template(Task task, Placement placement, List<Volume> volumes) {
        this(task, List.of(), placement, volumes);
    }

    /** MAIN is the last one. */
    public List<Task> tasks() {
        return Stream.concat(companions.stream(), Stream.of(task)).toList();
    }

    /** Of all tasks; their names differ. */
    public List<Port> ports() {
        return tasks().stream().flatMap(each -> each.ports().stream()).toList();
    }
}
