package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.WorkloadId;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/**
 * One verb of {@code berth rollout}.
 *
 * @param description for its help
 * @param example for its help
 * @param verb what it does to each workload named
 */
record RolloutVerbCommand(String description, String example, Function<WorkloadId, Edit> verb) implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.namespace(spec);
        Options.edits(spec);
        Options.parameters(spec, Options.WORKLOAD, "1..*", "The workloads whose rollouts are meant.");
        Options.help(spec, description, example);
    }

    @Override
    public boolean changes(Invocation invocation) {
        return !invocation.flag(Options.DRY_RUN);
    }

    @Override
    public ExitCode run(Invocation invocation) throws InterruptedException {
        List<Edit> edits = WorkloadNames.ids(invocation).stream().map(verb).toList();
        return EditRun.of(invocation).run(edits, PlanOptions.DEFAULT);
    }
}
