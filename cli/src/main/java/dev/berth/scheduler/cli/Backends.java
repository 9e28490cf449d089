package dev.berth.scheduler.cli;

import dev.berth.scheduler.cli.command.BerthOpener;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.error.NotFoundException;
import java.nio.file.Path;
import java.util.Optional;

/** Opens what the configuration says. */
final class Backends implements BerthOpener {
    @Override
    public Berth open(Optional<Path> configuration) {
        throw new NotFoundException("no backend is configured");
    }
}
