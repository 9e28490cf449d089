package dev.berth.scheduler.local;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.local.process.Attachments;
import dev.berth.scheduler.local.storage.Mounted;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.Volume;
import java.util.List;

/** What of secrets, files and mounts can't be had exactly as it is stated, whatever the machine. Pure. */
record StorageCheck(String path, Mounted mounted) {
    void collect(List<Problem> problems) {
        mounted.task().environment().forEach((variable, value) -> {
            if (value.kind() == EnvironmentValue.Kind.SECRET && !Attachments.isOrdinary(variable)) {
                problems.add(Problem.unsupported(
                        path + "environment." + variable,
                        Capabilities.ENVIRONMENT_SECRET.name(),
                        "a secret can't be handed over safely in a variable that shells know, or whose name holds more"
                                + " than letters, digits and '_'; give it another name"));
            }
        });
        List<TaskFile> files = mounted.task().files();
        for (int i = 0; i < files.size(); i++) {
            file(files.get(i), path + "files[" + i + "].path", problems);
        }
        List<Mount> mounts = mounted.task().mounts();
        for (int i = 0; i < mounts.size(); i++) {
            mount(mounts.get(i), path + "mounts[" + i + "].path", problems);
        }
    }

    private void file(TaskFile file, String at, List<Problem> problems) {
        if (mounted.holder(file).isEmpty()) {
            problems.add(Problem.unsupported(
                    at,
                    switch (file.kind()) {
                        case CONFIG -> Capabilities.FILE_CONFIG.name();
                        case SECRET -> Capabilities.FILE_SECRET.name();
                    },
                    "a file elsewhere would be every process's; mount an ephemeral volume above it"));
        }
    }

    private void mount(Mount mount, String at, List<Problem> problems) {
        Capability capability = capability(mounted.volume(mount));
        if (Mounted.isRoot(mount.path())) {
            problems.add(Problem.unsupported(
                    at, capability.name(), "a process keeps the machine's own '/'; mount it at a directory below"));
        }
        mounted.around(mount)
                .ifPresent(outer -> problems.add(Problem.unsupported(
                        at,
                        capability.name(),
                        "it lies in what is mounted at " + outer.path() + "; mount them beside each other")));
    }

    private static Capability capability(Volume volume) {
        return switch (volume.kind()) {
            case HOST_PATH -> Capabilities.VOLUME_HOST_PATH;
            case NAMED -> Capabilities.VOLUME_NAMED;
            case EPHEMERAL -> Capabilities.VOLUME_EPHEMERAL;
        };
    }
}
