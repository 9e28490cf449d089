package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.Workloads;
import dev.berth.scheduler.cli.render.EndpointTable;
import dev.berth.scheduler.cli.render.Fields;
import dev.berth.scheduler.cli.render.StatusDocuments;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.Instance;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
        List<Endpoint> endpoints = of(ids(invocation), invocation.scheduler().workloads());
        if (invocation.format().isForPeople()) {
            invocation.print(EndpointTable.of(endpoints), "berth: no endpoints; nothing with a port is ready");
        } else {
            invocation.print(Fields.list(endpoints, StatusDocuments::endpoint));
        }
        return ExitCode.OK;
    }

    /** Those of several workloads, in one call. */
    static List<Endpoint> of(Collection<WorkloadId> ids, Workloads workloads) {
        return ids.isEmpty()
                ? List.of()
                : workloads.instances(Selector.of(new TreeSet<>(ids))).stream()
                        .filter(Instance::ready)
                        .flatMap(instance -> instance.endpoints().stream())
                        .toList();
    }

    private static Set<WorkloadId> ids(Invocation invocation) {
        Set<WorkloadId> ids = WorkloadNames.ids(invocation);
        invocation.lookup().require(ids);
        return ids.isEmpty() || !invocation.texts(Options.LABEL).isEmpty() ? WorkloadNames.selected(invocation) : ids;
    }
}
