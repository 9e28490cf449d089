package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import java.util.ArrayList;
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
        List<Edit> edits = new ArrayList<>();
        for (String operand : invocation.parameters()) {
            edits.add(edit(operand, namespace));
        }
        return EditRun.of(invocation).run(edits, PlanOptions.DEFAULT);
    }

    static Edit edit(String operand, Optional<String> namespace) {
        int equals = operand.indexOf('=');
        if (equals <= 0) {
            throw new UsageException(
                    "'" + operand + "' must be WORKLOAD=REPLICAS, such as " + (equals == 0 ? "web" : operand) + "=3");
        }
        String count = operand.substring(equals + 1);
        try {
            return Edit.scale(WorkloadNames.id(operand.substring(0, equals), namespace), Integer.parseInt(count));
        } catch (NumberFormatException e) {
            throw new UsageException("replicas (=" + count + ") must be a whole number", e);
        }
    }
}
