package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.cli.render.Fields;
import dev.berth.scheduler.cli.render.RevisionTable;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Revision;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth history}: the revisions of a workload, one in each line. */
final class HistoryCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.namespace(spec);
        Options.parameter(spec, Options.WORKLOAD, "1", "The workload whose revisions are listed.");
        Options.help(
                spec,
                "Lists the revisions kept of a workload, newest first; -o json shows their specs too.",
                "berth history web",
                "berth history web -o json");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        WorkloadId id = WorkloadNames.only(invocation);
        invocation.lookup().existing(id);
        List<Revision> revisions = invocation.scheduler().workloads().revisions(id);
        if (invocation.format().isForPeople()) {
            invocation.print(RevisionTable.of(revisions), "berth: no revisions");
        } else {
            invocation.print(Fields.list(revisions, RevisionTable::document));
        }
        return ExitCode.OK;
    }
}
