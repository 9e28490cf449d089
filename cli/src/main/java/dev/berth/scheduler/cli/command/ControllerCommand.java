package dev.berth.scheduler.cli.command;

import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth controller}: who does what edits left to do. */
final class ControllerCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.help(
                spec,
                "Runs a controller: it finishes edits, answers failed rollouts, fires the ticks of crons, carries on drains,"
                        + " notes how batches ended and forgets what was removed, where a backend leaves that to one. A"
                        + " local agent has one already.",
                "berth controller run",
                "berth controller run --backend prod");
    }

    @Override
    public Map<String, Command> subcommands() {
        return Map.of("run", new ControllerRunCommand());
    }

    @Override
    public ExitCode run(Invocation invocation) {
        throw new UsageException("say what to do with the controller: run");
    }
}
