package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.cli.render.AppliedText;
import dev.berth.scheduler.cli.render.EndpointTable;
import dev.berth.scheduler.cli.render.Fields;
import dev.berth.scheduler.cli.render.PlanDocument;
import dev.berth.scheduler.cli.render.PlanText;
import dev.berth.scheduler.cli.render.StatusDocuments;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.Plan;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Endpoint;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What every command that changes something does: plan or carry out, report each item, wait if asked to. */
final class EditRun {
    private final Invocation invocation;
    private final LocatedSpecs specs;

    /** Edits of which {@code specs} come from files. */
    EditRun(Invocation invocation, LocatedSpecs specs) {
        this.invocation = invocation;
        this.specs = specs;
    }

    static EditRun of(Invocation invocation) {
        return new EditRun(invocation, new LocatedSpecs(List.of(), List.of()));
    }

    ExitCode run(List<Edit> edits, PlanOptions options) throws InterruptedException {
        if (invocation.flag(Options.DRY_RUN)) {
            return plan(edits, options);
        }
        if (invocation.flag(Options.NATIVE)) {
            throw new UsageException("--native shows a plan; use it with --dry-run, or berth plan");
        }
        Scheduler scheduler = invocation.scheduler();
        Applied applied = naming(edits, () -> scheduler.workloads().edit(edits, options));
        if (applied.items().stream().anyMatch(item -> item.failure().isEmpty())) {
            invocation.accepted();
        }
        if (invocation.format().isForPeople()) {
            invocation.out().lines(AppliedText.lines(applied, invocation.out().colours()));
        }
        ExitCode code = applied.items().stream()
                .flatMap(item -> item.failure().stream())
                .findFirst()
                .map(failure -> ExitCode.of(failure.code()))
                .orElse(ExitCode.OK);
        return finish(scheduler, applied, code, Goal.of(edits, applied));
    }

    ExitCode plan(List<Edit> edits, PlanOptions options) {
        Plan plan = naming(edits, () -> invocation.scheduler().workloads().plan(edits, options));
        boolean showsNative = invocation.flag(Options.NATIVE);
        if (invocation.format().isForPeople()) {
            invocation.out().lines(PlanText.lines(plan, invocation.out().colours(), showsNative));
        } else {
            invocation.print(PlanDocument.of(plan, showsNative));
        }
        return ExitCode.OK;
    }

    /** What {@code call} answers. What it can't find is told with the name that was probably meant. */
    private <T> T naming(List<Edit> edits, Supplier<T> call) {
        try {
            return specs.locating(call);
        } catch (NotFoundException e) {
            invocation
                    .lookup()
                    .require(edits.stream()
                            .filter(edit -> edit.kind() != Edit.Kind.APPLY && edit.kind() != Edit.Kind.REMOVE)
                            .map(Edit::id)
                            .toList());
            throw e;
        }
    }

    private ExitCode finish(Scheduler scheduler, Applied applied, ExitCode code, Goal goal)
            throws InterruptedException {
        boolean waits = invocation.flag(Options.WAIT) && code == ExitCode.OK;
        if (invocation.flag(Options.WAIT) && !waits) {
            invocation.error().line("berth: not waiting, because not everything was accepted");
        }
        ExitCode waited = waits ? Waiting.run(invocation, scheduler, goal) : code;
        boolean reached = waits && waited == ExitCode.OK;
        if (!invocation.format().isForPeople()) {
            print(scheduler, applied, waits && waited != ExitCode.CANCELLED);
        } else if (reached) {
            addresses(scheduler, applied);
        }
        return waited;
    }

    private void addresses(Scheduler scheduler, Applied applied) {
        List<WorkloadId> left = applied.items().stream()
                .filter(item -> item.action() != Change.Action.REMOVE)
                .map(Applied.Item::id)
                .toList();
        List<Endpoint> endpoints = EndpointsCommand.of(left, scheduler.workloads());
        if (!endpoints.isEmpty()) {
            invocation
                    .out()
                    .lines(EndpointTable.of(endpoints).lines(invocation.out().colours()));
        }
    }

    /** One document: what became of the edits and, after waiting, how the workloads are and where they are reached. */
    private void print(Scheduler scheduler, Applied applied, boolean withStatus) {
        Fields fields = new Fields().list("items", applied.items(), AppliedText::item);
        if (withStatus && !applied.items().isEmpty()) {
            Set<WorkloadId> ids =
                    applied.items().stream().map(Applied.Item::id).collect(Collectors.toCollection(TreeSet::new));
            fields.list("workloads", scheduler.workloads().list(Selector.of(ids)), StatusDocuments::workload)
                    .list("endpoints", EndpointsCommand.of(ids, scheduler.workloads()), StatusDocuments::endpoint);
        }
        invocation.print(fields.map());
    }
}
