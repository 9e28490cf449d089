package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.cli.render.ExplainText;
import dev.berth.scheduler.cli.render.NextTick;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Workload;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth explain}: why a workload is as it is. */
final class ExplainCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.namespace(spec);
        Options.parameter(spec, Options.WORKLOAD, "1", "The workload to explain.");
        Options.help(
                spec,
                "Explains why a workload is pending, degraded or failed: nodes in numbers, conditions, last ends.",
                "berth explain web");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        WorkloadId id = WorkloadNames.only(invocation);
        Workload workload = invocation.lookup().existing(id);
        List<Instance> instances = invocation.scheduler().workloads().instances(Selector.of(id));
        if (invocation.format().isForPeople()) {
            invocation
                    .out()
                    .lines(ExplainText.lines(
                            workload, instances, invocation.out().colours()));
            invocation
                    .out()
                    .lines(NextTick.line(
                            workload,
                            invocation.scheduler().workloads()::runs,
                            invocation.surroundings().clock().instant()));
        } else {
            invocation.print(ExplainText.document(workload, instances));
        }
        return ExitCode.OK;
    }
}
