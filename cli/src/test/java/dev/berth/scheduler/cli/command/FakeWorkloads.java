package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.Workloads;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.Plan;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Revision;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.status.WorkloadStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The verbs of {@link FakeScheduler}. */
final class FakeWorkloads implements Workloads {
    final List<Run> runs = new ArrayList<>();
    final List<RunId> cancelled = new ArrayList<>();
    /** What every plan and edit was given, newest last. */
    final List<PlanOptions> options = new ArrayList<>();

    final List<List<Edit>> planned = new ArrayList<>();

    /** Thrown by the next plan or edit. */
    Optional<SchedulerException> refusal = Optional.empty();

    /** The phase of what is applied from now on. */
    Phase phase = Phase.STABLE;

    List<Change> changes = List.of();
    private final FakeScheduler scheduler;

    FakeWorkloads(FakeScheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public Plan plan(Collection<? extends Edit> edits, PlanOptions given) {
        check(edits, given);
        return () -> changes;
    }

    @Override
    public Applied execute(Plan plan) {
        throw new UnsupportedOperationException("no command executes a plan");
    }

    @Override
    public Applied edit(Collection<? extends Edit> edits, PlanOptions given) {
        check(edits, given);
        List<Applied.Item> items = new ArrayList<>();
        for (Edit edit : edits) {
            items.add(edit(edit));
        }
        return new Applied(items);
    }

    private void check(Collection<? extends Edit> edits, PlanOptions given) {
        planned.add(List.copyOf(edits));
        options.add(given);
        refusal.ifPresent(exception -> {
            throw exception;
        });
    }

    private Applied.Item edit(Edit edit) {
        Optional<Workload> before = find(edit.id());
        SchedulerException failure = scheduler.failures.get(edit.id());
        if (failure != null) {
            return new Applied.Item(edit.id(), Change.Action.CREATE, Optional.empty(), 0, Optional.of(failure));
        }
        if (edit.kind() == Edit.Kind.REMOVE) {
            scheduler.workloads.remove(edit.id());
            Change.Action action = before.isPresent() ? Change.Action.REMOVE : Change.Action.UNCHANGED;
            return new Applied.Item(edit.id(), action, before.map(Workload::version), 0, Optional.empty());
        }
        WorkloadSpec spec = spec(edit, before);
        Change.Action action = before.map(workload -> workload.spec().equals(spec))
                .map(same -> same ? Change.Action.UNCHANGED : Change.Action.UPDATE)
                .orElse(Change.Action.CREATE);
        Workload after = accepted(spec, before, action);
        return new Applied.Item(edit.id(), action, Optional.of(after.version()), after.revision(), Optional.empty());
    }

    private Workload accepted(WorkloadSpec spec, Optional<Workload> before, Change.Action action) {
        long generation =
                before.map(workload -> workload.version().generation()).orElse(0L)
                        + (action == Change.Action.UNCHANGED ? 0 : 1);
        Version version = new Version("k2x9", generation);
        int replicas = spec.mode() instanceof dev.berth.scheduler.spec.Replicated mode ? mode.replicas() : 1;
        int ready = phase == Phase.STABLE ? replicas : 0;
        WorkloadStatus status = WorkloadStatus.builder(version)
                .phase(phase)
                .desired(replicas)
                .placed(ready)
                .running(ready)
                .ready(ready)
                .updated(ready)
                .build();
        Workload workload = Workload.of(spec, version, generation, status);
        scheduler.workloads.put(spec.id(), workload);
        return workload;
    }

    private static WorkloadSpec spec(Edit edit, Optional<Workload> before) {
        if (edit instanceof Edit.Apply apply) {
            return apply.spec();
        }
        WorkloadSpec spec = before.orElseThrow(() -> new NotFoundException("there is no workload " + edit.id()))
                .spec();
        return edit instanceof Edit.Scale scale
                ? spec.toBuilder().mode(Mode.replicated(scale.replicas())).build()
                : spec;
    }

    @Override
    public Optional<Workload> find(WorkloadId id) {
        return Optional.ofNullable(scheduler.workloads.get(id));
    }

    @Override
    public List<Workload> list(Selector selector) {
        return scheduler.workloads.values().stream()
                .filter(workload ->
                        selector.matches(workload.id(), workload.spec().labels()))
                .toList();
    }

    @Override
    public List<Instance> instances(Selector selector) {
        return scheduler.instances.values().stream()
                .filter(instance -> selector.couldMatch(instance.id().workload()))
                .toList();
    }

    @Override
    public List<Endpoint> endpoints(WorkloadId id) {
        return instances(Selector.of(id)).stream()
                .filter(Instance::ready)
                .flatMap(instance -> instance.endpoints().stream())
                .toList();
    }

    @Override
    public List<Run> runs(WorkloadId id) {
        return runs;
    }

    @Override
    public void cancel(RunId run) {
        if (runs.stream().noneMatch(known -> known.id().equals(run))) {
            throw new NotFoundException("there is no run " + run);
        }
        cancelled.add(run);
    }

    @Override
    public List<Revision> revisions(WorkloadId id) {
        return find(id).map(workload -> List.of(Revision.of(
                        workload.revision(),
                        workload.version(),
                        workload.spec(),
                        "v1:sha256:0",
                        Instant.parse("2026-01-01T00:00:00Z"))))
                .orElse(List.of());
    }
}
