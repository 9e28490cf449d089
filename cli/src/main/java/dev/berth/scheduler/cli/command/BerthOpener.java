package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.core.Berth;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the backends of a configuration. */
@FunctionalInterface
public interface BerthOpener {
    /**
     * Reads the configuration.
     *
     * @param configuration the file to read, or empty for the usual one
     */
    Berth open(Optional<Path> configuration);
}
