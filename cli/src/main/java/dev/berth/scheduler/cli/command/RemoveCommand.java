package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth remove}: stops and forgets workloads. */
final class RemoveCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.files(spec);
        Options.selection(spec);
        Options.edits(spec);
        Options.parameters(spec, Options.WORKLOAD, "0..*", "The workloads to remove.");
        Options.help(
                spec,
                "Stops workloads gracefully and forgets them. Removing what isn't there changes nothing.",
                "berth remove web api --wait",
                "berth remove -f web.yaml",
                "berth remove -l application=shop");
    }

    @Override
    public boolean changes(Invocation invocation) {
        return !invocation.flag(Options.DRY_RUN);
    }

    @Override
    public ExitCode run(Invocation invocation) throws InterruptedException {
        if (!invocation.texts(Options.FILE).isEmpty()
                && !invocation.texts(Options.LABEL).isEmpty()) {
            throw new UsageException("--file and --label can't be used together; remove in two steps");
        }
        Set<WorkloadId> ids = WorkloadNames.idsAndSelected(invocation);
        for (WorkloadSpec spec : invocation.specs().orThrow().plain()) {
            ids.add(spec.id());
        }
        if (ids.isEmpty() && invocation.texts(Options.LABEL).isEmpty()) {
            throw new UsageException("say what to remove, by name, with -l LABEL=VALUE or -f FILE");
        }
        List<Edit> edits = ids.stream().map(Edit::remove).toList();
        List<String> absent = absent(invocation);
        ExitCode code = EditRun.of(invocation).run(edits, PlanOptions.DEFAULT);
        absent.forEach(sentence -> invocation.error().line("berth: " + sentence));
        return code;
    }

    /** What was named and isn't there: to remove it is no failure, but the name may be misspelt. */
    private static List<String> absent(Invocation invocation) {
        return invocation.lookup().absent(WorkloadNames.ids(invocation));
    }
}
