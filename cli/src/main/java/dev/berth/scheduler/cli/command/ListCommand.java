package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.cli.render.Fields;
import dev.berth.scheduler.cli.render.StatusDocuments;
import dev.berth.scheduler.cli.render.WorkloadTable;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Workload;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth list}: workloads, one in each line. */
final class ListCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.selection(spec);
        Options.parameters(spec, Options.WORKLOAD, "0..*", "Only these workloads.");
        Options.help(
                spec, "Lists workloads and how they are doing.", "berth list", "berth list -n shop -l app=web -o wide");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        List<Workload> workloads = invocation.scheduler().workloads().list(WorkloadNames.selector(invocation));
        Set<WorkloadId> absent = WorkloadNames.ids(invocation);
        workloads.forEach(workload -> absent.remove(workload.id()));
        invocation.lookup().require(absent);
        if (invocation.format().isForPeople()) {
            invocation.print(
                    WorkloadTable.of(workloads, invocation.format() == OutputFormat.WIDE), "berth: no workloads");
        } else {
            invocation.print(Fields.list(workloads, StatusDocuments::workload));
        }
        return ExitCode.OK;
    }
}
