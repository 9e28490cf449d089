package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.cli.render.Fields;
import dev.berth.scheduler.cli.render.InstanceTable;
import dev.berth.scheduler.cli.render.StatusDocuments;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth instances}: the running copies, one in each line. */
final class InstancesCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.selection(spec);
        Options.parameters(spec, Options.WORKLOAD, "0..*", "Only instances of these workloads.");
        Options.help(
                spec,
                "Lists instances: where each runs, since when, and how it is doing.",
                "berth instances web -o wide");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        List<Instance> instances = invocation.scheduler().workloads().instances(WorkloadNames.selector(invocation));
        Set<WorkloadId> silent = WorkloadNames.ids(invocation);
        instances.forEach(instance -> silent.remove(instance.id().workload()));
        invocation.lookup().require(silent);
        if (invocation.format().isForPeople()) {
            invocation.print(
                    InstanceTable.of(
                            instances,
                            invocation.surroundings().clock().instant(),
                            invocation.format() == OutputFormat.WIDE),
                    "berth: no instances");
        } else {
            invocation.print(Fields.list(instances, StatusDocuments::instance));
        }
        return ExitCode.OK;
    }
}
