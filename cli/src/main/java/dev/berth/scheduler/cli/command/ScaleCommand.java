package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth scale}: changes how many instances there are. */
final class ScaleCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.namespace(spec);
        Options.edits(spec);
        Options.parameters(spec, "WORKLOAD=REPLICAS", "1..*", "Each workload and how many instances it is to have.");
        Options.help(
                spec,
                "Changes how many instances workloads have; those that stay are not touched.",
                "berth scale web=5 --wait",
                "berth scale web=0 shop/api=2");
    }

    @Override
    public boolean changes(Invocation invocation) {
        return !invocation.flag(Options.DRY_RUN);
    }

    @Override
    public ExitCode run(Invocation invocation) throws InterruptedException {
        Optional<String> namespace = invocation.text(Options.NAMESPACE);
        List<Edit> edits = invocation.parameters().stream()
                .map(operand -> edit(operand, namespace))
                .toList();
        return EditRun.of(invocation).run(edits, PlanOptions.DEFAULT);
    }

    static Edit edit(String operand, Optional<String> namespace) {
        NumberedWorkload wanted = NumberedWorkload.parse(operand, namespace, "replicas", Integer.MAX_VALUE, "");
        return Edit.scale(wanted.id(), Math.toIntExact(wanted.number()));
    }
}
