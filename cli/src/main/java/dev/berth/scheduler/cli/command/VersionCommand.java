package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.cli.render.Fields;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth version}: which Berth this is and which Java runs it. */
final class VersionCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.help(spec, "Prints the version of Berth and of the Java that runs it.");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        String java = Runtime.version().toString();
        if (invocation.format().isForPeople()) {
            invocation.out().text("berth " + version() + "\njava " + java + "\n");
        } else {
            invocation.print(
                    new Fields().text("berth", version()).text("java", java).map());
        }
        return ExitCode.OK;
    }

    /** From the archive's manifest, which Maven writes: it is stated nowhere else. */
    private static String version() {
        @Nullable String packaged = VersionCommand.class.getPackage().getImplementationVersion();
        return packaged == null ? "(not packaged)" : packaged;
    }
}
