package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.cli.command.AgentControl.Report;
import dev.berth.scheduler.cli.render.Fields;
import dev.berth.scheduler.cli.render.Names;
import dev.berth.scheduler.cli.text.HumanDuration;
import dev.berth.scheduler.cli.text.SafeText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth agent status}: whether an agent runs, and how it is doing. */
final class AgentStatusCommand implements Command {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MEBIBYTE = 1 << 20;

    @Override
    public void declare(CommandSpec spec) {
        Options.help(
                spec, "Shows whether an agent runs, and how it is doing. Exit code 9 (UNAVAILABLE) when none does.");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        AgentControl agent = invocation.surroundings().agent();
        Path directory = agent.directory(invocation.agentTarget());
        Optional<Report> report =
                agent.status(invocation.agentTarget(), invocation.timeout().orElse(PATIENCE));
        if (invocation.format().isForPeople()) {
            invocation
                    .out()
                    .line(report.map(AgentStatusCommand::sentence).orElse("no agent runs") + "; its state directory is "
                            + SafeText.line(directory.toString()));
        } else {
            invocation.print(document(directory, report).map());
        }
        return report.isPresent() ? ExitCode.OK : ExitCode.UNAVAILABLE;
    }

    private static String sentence(Report report) {
        return "the agent runs: pid " + report.pid() + ", berth " + SafeText.line(report.version()) + ", up "
                + HumanDuration.format(report.uptime()) + ", " + report.residentBytes() / MEBIBYTE + " MiB, "
                + Names.count(report.workloads(), "workload") + ", " + Names.count(report.instances(), "instance");
    }

    private static Fields document(Path directory, Optional<Report> report) {
        Fields fields = new Fields().truth("running", report.isPresent()).text("directory", directory.toString());
        report.ifPresent(known -> fields.number("pid", known.pid())
                .text("version", known.version())
                .text("uptime", known.uptime().toString())
                .number("residentBytes", known.residentBytes())
                .number("workloads", known.workloads())
                .number("instances", known.instances()));
        return fields;
    }
}
