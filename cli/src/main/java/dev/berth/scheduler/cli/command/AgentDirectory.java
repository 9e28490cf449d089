package dev.berth.scheduler.cli.command;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** Which agent is meant: there is one for each state directory. */
final class AgentDirectory {
    private static final String DIRECTORY = "--directory";

    private AgentDirectory() {}

    static void declare(CommandSpec spec) {
        Options.text(spec, "DIRECTORY", "The state directory it keeps; the usual one otherwise.", DIRECTORY);
    }

    static Path of(Invocation invocation) {
        return invocation
                .text(DIRECTORY)
                .map(Path::of)
                .orElseGet(() -> invocation.surroundings().agent().usualDirectory());
    }
}
