package dev.berth.scheduler.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth agent}: the process that keeps local workloads. */
final class AgentCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.help(
                spec,
                "Controls the local agent, which keeps local workloads when no command runs. The first command that"
                        + " needs it starts it.",
                "berth agent status",
                "berth agent stop");
    }

    @Override
    public Map<String, Command> subcommands() {
        Map<String, Command> subcommands = new LinkedHashMap<>();
        subcommands.put("run", new AgentRunCommand());
        subcommands.put("status", new AgentStatusCommand());
        subcommands.put("stop", new AgentStopCommand());
        return subcommands;
    }

    @Override
    public ExitCode run(Invocation invocation) {
        throw new UsageException("say what to do with the agent: run, status or stop");
    }
}
