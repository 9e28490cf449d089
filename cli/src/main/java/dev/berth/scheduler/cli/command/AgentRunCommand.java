package dev.berth.scheduler.cli.command;

import picocli.CommandLine.Model.CommandSpec;

/** {@code berth agent run}: serves in the foreground, as a service manager wants it. */
final class AgentRunCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.help(spec, "Runs the agent in the foreground until Ctrl-C or SIGTERM; workloads keep running.");
    }

    @Override
    public ExitCode run(Invocation invocation) throws InterruptedException {
        invocation
                .surroundings()
                .agent()
                .run(
                        invocation.agentTarget(),
                        () -> invocation.error().line("berth: the agent serves; Ctrl-C ends it"));
        return ExitCode.OK;
    }
}
