package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.WorkloadId;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth restart}: replaces every instance. */
final class RestartCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.selection(spec);
        Options.edits(spec);
        Options.parameters(spec, Options.WORKLOAD, "0..*", "The workloads to restart.");
        Options.help(
                spec,
                "Replaces every instance of workloads within their rollout policy, as for a rotated secret.",
                "berth restart web --wait");
    }

    @Override
    public boolean changes(Invocation invocation) {
        return !invocation.flag(Options.DRY_RUN);
    }

    @Override
    public ExitCode run(Invocation invocation) throws InterruptedException {
        Set<WorkloadId> ids = WorkloadNames.idsAndSelected(invocation);
        if (ids.isEmpty() && invocation.texts(Options.LABEL).isEmpty()) {
            throw new UsageException("say what to restart, by name or with -l LABEL=VALUE");
        }
        List<Edit> edits = ids.stream().map(Edit::restart).toList();
        return EditRun.of(invocation).run(edits, PlanOptions.DEFAULT);
    }
}
