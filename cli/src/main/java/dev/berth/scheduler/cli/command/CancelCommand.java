package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.RunId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth cancel}: ends the run of a batch, or one of a cron. */
final class CancelCommand implements Command {
    private static final String RUN = "--run";

    @Override
    public void declare(CommandSpec spec) {
        Options.namespace(spec);
        Options.flag(spec, "Waits until nothing of the runs is left running.", "-w", Options.WAIT);
        Options.flag(spec, "Shows what would happen, and changes nothing.", Options.DRY_RUN);
        Options.flag(spec, "With --dry-run, also shows what would be sent to the backend.", Options.NATIVE);
        Options.text(spec, "RUN", "Of a cron, the run to end, as 'berth runs' names it.", RUN);
        Options.parameters(
                spec, Options.WORKLOAD, "1..*", "The batches whose runs are to end, or one cron with --run.");
        Options.help(
                spec,
                "Ends the runs of batches for good: a restart, or a changed spec, runs them again.",
                "berth cancel import --wait",
                "berth cancel report --run 20260131t120000z");
    }

    @Override
    public boolean changes(Invocation invocation) {
        return !invocation.flag(Options.DRY_RUN);
    }

    @Override
    public ExitCode run(Invocation invocation) throws InterruptedException {
        Set<WorkloadId> ids = WorkloadNames.ids(invocation);
        Optional<String> run = invocation.text(RUN);
        if (run.isPresent()) {
            return cancel(invocation, ids, run.get());
        }
        ids.forEach(invocation.lookup()::existing);
        List<Edit> edits = ids.stream().map(Edit::cancel).toList();
        return EditRun.of(invocation).run(edits, PlanOptions.DEFAULT);
    }

    private static ExitCode cancel(Invocation invocation, Set<WorkloadId> ids, String run) {
        if (ids.size() != 1 || invocation.flag(Options.DRY_RUN) || invocation.flag(Options.WAIT)) {
            throw new UsageException("--run is about one run of one cron, and takes neither --dry-run nor --wait");
        }
        RunId id = new RunId(ids.iterator().next(), run);
        invocation.lookup().existing(id.workload());
        invocation.scheduler().workloads().cancel(id);
        invocation.accepted();
        if (invocation.format().isForPeople()) {
            invocation.out().line("CANCELLED " + id);
        }
        return ExitCode.OK;
    }
}
