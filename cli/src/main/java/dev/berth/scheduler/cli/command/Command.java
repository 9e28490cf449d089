package dev.berth.scheduler.cli.command;

import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** One command of {@code berth}. Made for one run. */
interface Command {
    /** Adds what it takes and its help. Options are declared by hand: reading annotations doubled the start-up time. */
    void declare(CommandSpec spec);

    /** Carries it out. */
    ExitCode run(Invocation invocation) throws InterruptedException;

    /** How it ends where it would end with {@code code}: its numbers may mean something else. */
    default ExitCode ending(ExitCode code) {
        return code;
    }

    /** Whether it was asked to change something, so that its failures say what they may have changed. */
    default boolean changes(Invocation invocation) {
        return false;
    }

    /** The commands below it, by name; they are declared with it. */
    default Map<String, Command> subcommands() {
        return Map.of();
    }
}
