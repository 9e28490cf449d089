package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.cli.render.Fields;
import dev.berth.scheduler.cli.render.NextTick;
import dev.berth.scheduler.cli.render.RunTable;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Workload;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth runs}: the runs of a batch or a cron, one in each line. */
final class RunsCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.namespace(spec);
        Options.parameter(spec, Options.WORKLOAD, "1", "The batch or cron whose runs are listed.");
        Options.help(
                spec,
                "Lists the runs kept of a batch or a cron, newest first; -o json shows how each attempt ended.",
                "berth runs report",
                "berth runs report -o json");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        WorkloadId id = WorkloadNames.only(invocation);
        Workload workload = invocation.lookup().existing(id);
        List<Run> runs = invocation.scheduler().workloads().runs(id);
        if (invocation.format().isForPeople()) {
            String next = NextTick.of(
                            workload,
                            unused -> runs,
                            invocation.surroundings().clock().instant())
                    .map(tick -> "; " + tick)
                    .orElse("");
            invocation.print(RunTable.of(runs), "berth: no runs" + next);
        } else {
            invocation.print(Fields.list(runs, RunTable::document));
        }
        return ExitCode.OK;
    }
}
