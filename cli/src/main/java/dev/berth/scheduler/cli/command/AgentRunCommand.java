package dev.berth.scheduler.cli.command;

import picocli.CommandLine.Model.CommandSpec;

/** {@code berth agent run}: serves in the foreground, as a service manager wants it. */
final class AgentRunCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        AgentDirectory.declare(spec);
        Options.help(spec, "Runs the agent in the foreground until Ctrl-C or SIGTERM; workloads keep running.");
    }

    @Override
    public ExitCode run(Invocation invocation) throws InterruptedException {
        invocation.surroundings().agent().run(AgentDirectory.of(invocation));
        return ExitCode.OK;
    }
}
