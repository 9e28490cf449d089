package dev.berth.scheduler.k8s.check;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.core.adapter.Problems;
import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.Volume;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.Comparator;

/** Files and mounts of a task. */
final class FileCheck {
    private static final int READ_BY_ALL = 0004;

    private FileCheck() {}

    static void check(Task task, WorkloadSpec spec, Problems problems) {
        for (int i = 0; i < task.files().size(); i++) {
            file(task.files().get(i), task, spec, problems.item("files", i));
        }
        for (int i = 0; i < task.mounts().size(); i++) {
            Mount mount = task.mounts().get(i);
            path(mount.path(), Capabilities.VOLUME_EPHEMERAL, problems.item("mounts", i));
        }
    }

    private static void file(TaskFile file, Task task, WorkloadSpec spec, Problems problems) {
        Capability capability =
                file.kind() == TaskFile.Kind.CONFIG ? Capabilities.FILE_CONFIG : Capabilities.FILE_SECRET;
        path(file.path(), capability, problems);
        place(file.path(), task, spec, capability, problems);
        if (file instanceof TaskFile.Secret secret) {
            TaskCheck.secret(secret.reference(), capability, problems.below("secret"));
        }
        boolean root =
                task.user().map(user -> user.split(":", -1)[0].matches("0+")).orElse(true);
        problems.below("mode")
                .refuseIf(
                        !root && (file.mode() & READ_BY_ALL) == 0,
                        capability,
                        "mode (=0" + Integer.toOctalString(file.mode()) + ") must let all read, such as 0444, for user "
                                + task.user().orElse("") + ": files are root's on Kubernetes");
    }

    /** A file is mounted, and what it is mounted on is made where it is missing. */
    private static void place(String path, Task task, WorkloadSpec spec, Capability capability, Problems problems) {
        task.mounts().stream()
                .filter(mount -> path.startsWith(mount.path() + "/"))
                .max(Comparator.comparing(mount -> mount.path().length()))
                .filter(mount -> spec.volumes().stream()
                        .anyMatch(volume ->
                                volume.name().equals(mount.volume()) && volume.kind() != Volume.Kind.EPHEMERAL))
                .ifPresent(mount -> problems.below("path")
                        .refuse(
                                capability,
                                "path (=" + path + ") must not lie in volume '" + mount.volume()
                                        + "', where an empty file would stay; mount it elsewhere"));
    }

    private static void path(String path, Capability capability, Problems problems) {
        problems.below("path")
                .refuseIf(
                        path.indexOf(':') >= 0, capability, "path (=" + path + ") must not contain ':' on Kubernetes");
    }
}
