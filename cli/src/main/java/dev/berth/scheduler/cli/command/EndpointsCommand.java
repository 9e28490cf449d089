package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.Workloads;
import dev.berth.scheduler.cli.render.EndpointTable;
import dev.berth.scheduler.cli.render.Fields;
import dev.berth.scheduler.cli.render.StatusDocuments;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth endpoints}: where ready instances take traffic. */
final class EndpointsCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.selection(spec);
        Options.parameters(spec, Options.WORKLOAD, "0..*", "Only those of these workloads.");
        Options.help(spec, "Lists where the ready instances of workloads take traffic.", "berth endpoints web -o json");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Workloads workloads = invocation.scheduler().workloads();
        List<Endpoint> endpoints = new ArrayList<>();
        for (WorkloadId id : ids(invocation)) {
            endpoints.addAll(workloads.endpoints(id));
        }
        if (invocation.format().isForPeople()) {
            invocation.print(EndpointTable.of(endpoints), "berth: no endpoints; nothing with a port is ready");
        } else {
            invocation.print(Fields.list(endpoints, StatusDocuments::endpoint));
        }
        return ExitCode.OK;
    }

    private static Set<WorkloadId> ids(Invocation invocation) {
        Set<WorkloadId> ids = WorkloadNames.ids(invocation);
        invocation.lookup().require(ids);
        return ids.isEmpty() || !invocation.texts(Options.LABEL).isEmpty() ? WorkloadNames.selected(invocation) : ids;
    }
}
