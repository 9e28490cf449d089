package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth rollback}: runs again what an earlier revision ran. */
final class RollbackCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.namespace(spec);
        Options.edits(spec);
        Options.parameters(
                spec, "WORKLOAD=REVISION", "1..*", "Each workload and the number of a revision 'berth history' lists.");
        Options.help(
                spec,
                "Runs again what workloads ran at an earlier revision, as a new one and with as many instances as now.",
                "berth rollback web=3 --wait");
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

    private static Edit edit(String operand, Optional<String> namespace) {
        int equals = operand.indexOf('=');
        if (equals <= 0) {
            throw new UsageException("'" + operand + "' must be WORKLOAD=REVISION, such as "
                    + (equals == 0 ? "web" : operand) + "=3; berth history lists the revisions");
        }
        String revision = operand.substring(equals + 1);
        try {
            return Edit.rollback(WorkloadNames.id(operand.substring(0, equals), namespace), Long.parseLong(revision));
        } catch (NumberFormatException e) {
            throw new UsageException("revision (=" + revision + ") must be a whole number", e);
        }
    }
}
