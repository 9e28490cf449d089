package dev.berth.scheduler.local.storage;

import dev.berth.scheduler.spec.Mount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where mounts really come to lie, whatever links lead there. */
final class MountPoints {
    private static final Path PROCESSES = Path.of("/proc");

    private MountPoints() {}

    /** Why nothing can be mounted at a path that is there: the shim has yet to record the start in our own state. */
    static Optional<String> refusal(List<Mount> mounts, int index, Path state) {
        String path = mounts.get(index).path();
        Path point = real(Path.of(path));
        if (overlap(point, real(state))) {
            return Optional.of("path (=%s) must not hold the backend's own state, or be in it".formatted(path));
        }
        if (overlap(point, PROCESSES)) {
            return Optional.of("path (=%s) must not be in /proc: processes are looked for there".formatted(path));
        }
        return mounts.subList(0, index).stream()
                .filter(earlier -> overlap(point, real(Path.of(earlier.path()))))
                .findFirst()
                .map(earlier -> "path (=%s) leads to where another is mounted, at %s; mount them beside each other"
                        .formatted(path, earlier.path()));
    }

    private static boolean overlap(Path one, Path other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize(); // not there: then it is no link either
        }
    }
}
