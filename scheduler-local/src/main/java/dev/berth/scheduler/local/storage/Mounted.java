package dev.berth.scheduler.local.storage;

import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.Volume;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The volumes of a workload as one of its tasks sees them. Pure.
 *
 * @param task whose mounts and files these are
 * @param volumes of its workload
 */
public record Mounted(Task task, List<Volume> volumes) {
    public Mounted {
        volumes = List.copyOf(volumes);
    }

    /** What a mount shows. */
    public Volume volume(Mount mount) {
        return volumes.stream()
                .filter(volume -> volume.name().equals(mount.volume()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no volume '" + mount.volume() + "'"));
    }

    /** The ephemeral volume in which a file lies; elsewhere a file would stay, or be seen by others. */
    public Optional<Mount> holder(TaskFile file) {
        return task.mounts().stream()
                .filter(mount -> volume(mount).kind() == Volume.Kind.EPHEMERAL)
                .filter(mount -> isBelow(file.path(), mount.path()))
                .findFirst();
    }

    /** Another mount of which one is a part of, if there is one. */
    public Optional<Mount> around(Mount mount) {
        return task.mounts().stream()
                .filter(other -> isBelow(mount.path(), other.path()))
                .findFirst();
    }

    /** Whether nothing is above a path. */
    public static boolean isRoot(String path) {
        return normal(path).equals("/");
    }

    /** Below a mount that holds it: its path from there. */
    static String relative(TaskFile file, Mount holder) {
        return normal(file.path()).substring(normal(holder.path()).length() + 1);
    }

    private static boolean isBelow(String path, String directory) {
        return !isRoot(directory) && normal(path).startsWith(normal(directory) + "/");
    }

    /** The same path in one way of writing it, whatever the JVM's locale; there is no {@code ..} in it. */
    static String normal(String path) {
        return Arrays.stream(path.split("/"))
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .collect(Collectors.joining("/", "/", ""));
    }
}
