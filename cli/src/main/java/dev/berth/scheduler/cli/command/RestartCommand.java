package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth restart}: replaces every instance. */
final class RestartCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.namespace(spec);
        Options.edits(spec);
        Options.parameters(spec, Options.WORKLOAD, "1..*", "The workloads to restart.");
        Options.help(
                spec,
                "Replaces every instance of workloads within their rollout policy, as for a rotated secret.",
                "berth restart web --wait");
    }

    @Override
    public ExitCode run(Invocation invocation) throws InterruptedException {
        List<Edit> edits =
                WorkloadNames.ids(invocation).stream().map(Edit::restart).toList();
        return EditRun.of(invocation).run(edits, PlanOptions.DEFAULT);
    }
}
