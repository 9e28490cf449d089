package dev.berth.scheduler.tck.backend;

import dev.berth.scheduler.spec.Artifact;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a POSIX shell is run here, as a process or as an image; the kit brings the script. It uses nothing that
 * busybox doesn't have.
 */
public interface ProbeProgram {
    /** Runs {@code /bin/sh} with these arguments. */
    Artifact shell(List<String> arguments);

    /** Where the probe keeps its files, absolute, as the probe sees it. */
    default String directory() {
        return "/tmp";
    }

    /** Whether instances see each other's files, so that each needs a directory of its own. */
    default boolean sharesFiles() {
        return false;
    }

    /** Where volumes can be mounted for the probe; below it are no files that it needs. */
    default String mountPoint() {
        return "/mnt";
    }

    /**
     * The exit codes of whatever makes an instance here, where a stop comes before the probe itself has begun: runc, being
     * written in Go and the first process of its container, ends with 2 on a SIGTERM. They are taken for ends that nobody
     * told the probe to come to.
     */
    default Set<Integer> codesBeforeItBegins() {
        return Set.of();
    }

    /** Why the probe can't answer HTTP requests here; empty when it can: it needs busybox with nc, or perl. */
    default Optional<String> silence() {
        return Optional.empty();
    }
}
