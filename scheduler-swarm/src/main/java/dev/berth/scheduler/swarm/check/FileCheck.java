package dev.berth.scheduler.swarm.check;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.core.adapter.Problems;
import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.Volume;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files and mounts of a task. */
final class FileCheck {
    private FileCheck() {}

    static void check(Task task, WorkloadSpec spec, Problems problems) {
        for (int i = 0; i < task.files().size(); i++) {
            file(task.files().get(i), problems.item("files", i));
        }
        shared(task.mounts(), spec.volumes(), problems);
    }

    private static void file(TaskFile file, Problems problems) {
        if (file instanceof TaskFile.Config config) {
            problems.below("content")
                    .refuseIf(
                            config.content().isEmpty(),
                            Capabilities.FILE_CONFIG,
                            "content must not be empty: a swarm keeps no empty config");
        }
    }

    private static void shared(List<Mount> mounts, List<Volume> volumes, Problems problems) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < mounts.size(); i++) {
            String name = mounts.get(i).volume();
            boolean ephemeral = volumes.stream()
                    .anyMatch(volume -> volume.name().equals(name) && volume.kind() == Volume.Kind.EPHEMERAL);
            Integer earlier = seen.putIfAbsent(name, i);
            problems.item("mounts", i)
                    .below("volume")
                    .refuseIf(
                            ephemeral && earlier != null,
                            Capabilities.VOLUME_EPHEMERAL,
                            "volume (=" + name + ") must be mounted once, mounts[" + earlier
                                    + "] has it too: each mount would be a storage of its own");
        }
    }
}
