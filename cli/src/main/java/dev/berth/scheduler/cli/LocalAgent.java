package dev.berth.scheduler.cli;

import dev.berth.scheduler.cli.command.AgentControl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

final class LocalAgent implements AgentControl {
    @Override
    public Path usualDirectory() {
        return Path.of("");
    }

    @Override
    public void run(Path directory) {}

    @Override
    public Optional<Report> status(Path directory, Duration timeout) {
        return Optional.empty();
    }

    @Override
    public boolean stop(Path directory, Duration timeout) {
        return false;
    }
}
