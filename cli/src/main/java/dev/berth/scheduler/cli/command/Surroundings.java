package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.cli.console.Console;
import java.time.Clock;
import java.util.Map;

/** Everything outside the command that it touches, so that a test can stand in for all of it. */
public record Surroundings(
        Console console, BerthOpener opener, AgentControl agent, Clock clock, Map<String, String> environment) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }
}
