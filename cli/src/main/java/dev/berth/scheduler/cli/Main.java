package dev.berth.scheduler.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of the {@code berth} command. */
@Command(
        name = "berth",
        description = "Says what to run, and it runs.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        subcommands = VersionCommand.class)
public final class Main implements Runnable {
    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
