package dev.berth.scheduler.cli.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** An agent that runs, or not, as the test says. */
final class FakeAgent implements AgentControl {
    boolean running;

    @Override
    public Path directory(Target target) {
        return Path.of("/var/lib/berth");
    }

    @Override
    public void run(Target target, Runnable ready) {
        running = true;
    }

    @Override
    public Optional<Report> status(Target target, Duration timeout) {
        return running
                ? Optional.of(new Report(4711, "1.2.3", Duration.ofMinutes(90), 80L << 20, 2, 5))
                : Optional.empty();
    }

    @Override
    public boolean stop(Target target, Duration timeout) {
        boolean ran = running;
        running = false;
        return ran;
    }
}
