package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
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
        List<Edit> edits = invocation.parameters().stream()
                .map(operand -> edit(operand, namespace))
                .toList();
        return EditRun.of(invocation).run(edits, PlanOptions.DEFAULT);
    }

    private static Edit edit(String operand, Optional<String> namespace) {
        NumberedWorkload wanted = NumberedWorkload.parse(
                operand, namespace, "revision", Long.MAX_VALUE, "; berth history lists the revisions");
        return Edit.rollback(wanted.id(), wanted.number());
    }
}
