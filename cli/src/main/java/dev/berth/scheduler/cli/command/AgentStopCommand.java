package dev.berth.scheduler.cli.command;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth agent stop}: ends the agent; workloads keep running. */
final class AgentStopCommand implements Command {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public void declare(CommandSpec spec) {
        Options.help(
                spec,
                "Ends the agent. Workloads keep running, unsupervised, until a command or 'berth agent run' starts one.");
    }

    @Override
    public ExitCode run(Invocation invocation) throws InterruptedException {
        boolean ran = invocation
                .surroundings()
                .agent()
                .stop(invocation.agentTarget(), invocation.timeout().orElse(PATIENCE));
        invocation.out().line(ran ? "the agent has ended; workloads keep running" : "no agent runs");
        return ExitCode.OK;
    }
}
