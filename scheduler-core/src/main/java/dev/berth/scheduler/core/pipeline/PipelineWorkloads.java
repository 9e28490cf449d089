package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.Workloads;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.core.record.RecordFormat;
import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.core.watch.Reader;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.Plan;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Revision;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Workload;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The verbs, in the order of the write path. */
public final class PipelineWorkloads implements Workloads {
    private final Backend backend;
    private final Planner planner;
    private final PlanExecutor executor;
    private final Reader reader;
    private final RunCancelling cancelling;
    private final Describing describing;
    private final Duration perCall;
    private final Object identity;

    public PipelineWorkloads(
            Backend backend,
            Translator translator,
            BackendContext context,
            Describing describing,
            Reader reader,
            Duration perCall) {
        this.backend = backend;
        this.planner = new Planner(backend, translator, context, describing);
        this.executor = new PlanExecutor(backend, new Finisher(backend, translator));
        this.describing = describing;
        this.reader = reader;
        this.cancelling = new RunCancelling(backend, describing, reader);
        this.perCall = perCall;
        this.identity = backend;
    }

    @Override
    public Plan plan(Collection<? extends Edit> edits, PlanOptions options) {
        return plan(edits, options, Call.within(perCall));
    }

    private PlanData plan(Collection<? extends Edit> edits, PlanOptions options, Call call) {
        return new PlanData(identity, planner.plan(List.copyOf(edits), options, call), options);
    }

    @Override
    public Applied execute(Plan plan) {
        if (!(plan instanceof PlanData data) || data.maker() != identity) {
            throw RefusedException.invalid("", "this plan was made by another scheduler");
        }
        Call call = Call.within(perCall);
        Set<WorkloadId> stale = executor.stale(data.all(), call);
        Map<WorkloadId, Applied.Item> items = new HashMap<>();
        data.all().stream()
                .filter(change -> stale.contains(change.id()))
                .forEach(change -> items.put(change.id(), executor.refusedAsStale(change)));
        List<ChangeData> current = data.all().stream()
                .filter(change -> !stale.contains(change.id()))
                .toList();
        executor.execute(current, call).forEach(item -> items.put(item.id(), item));
        return new Applied(executor.persisted(
                data.all().stream().map(change -> item(items, change)).toList(), call));
    }

    @Override
    public Applied edit(Collection<? extends Edit> edits, PlanOptions options) {
        Call call = Call.within(perCall);
        PlanData plan = plan(edits, options, call);
        // A workload to be pruned that somebody else has just changed may no longer be meant: it is left alone.
        Set<WorkloadId> retried = new HashSet<>();
        edits.forEach(edit -> retried.add(edit.id()));
        retried.removeAll(options.expected().keySet());
        Map<WorkloadId, Applied.Item> items = new TreeMap<>();
        List<ChangeData> remaining = plan.all();
        while (!remaining.isEmpty()) {
            executor.execute(remaining, call).forEach(item -> items.put(item.id(), item));
            remaining = remaining.stream()
                    .filter(change -> retried.contains(change.id()) && !call.isOver())
                    .filter(change -> PlanExecutor.lostTheRace(item(items, change)))
                    .flatMap(change -> again(change, items, options, call).stream())
                    .toList();
        }
        return new Applied(executor.persisted(
                plan.all().stream().map(change -> item(items, change)).toList(), call));
    }

    private static Applied.Item item(Map<WorkloadId, Applied.Item> items, ChangeData change) {
        return Objects.requireNonNull(items.get(change.id()));
    }

    /** Others may be done already, so a failure here is this edit's own. */
    private List<ChangeData> again(
            ChangeData lost, Map<WorkloadId, Applied.Item> items, PlanOptions options, Call call) {
        try {
            return planner.planAgain(lost.edit(), options, call);
        } catch (SchedulerException e) {
            Applied.Item item = item(items, lost);
            items.put(
                    lost.id(),
                    new Applied.Item(item.id(), item.action(), item.version(), item.revision(), Optional.of(e)));
            return List.of();
        }
    }

    @Override
    public Optional<Workload> find(WorkloadId id) {
        return reader.workloads(Selector.of(id), Call.within(perCall)).stream().findFirst();
    }

    @Override
    public List<Workload> list(Selector selector) {
        return reader.workloads(selector, Call.within(perCall));
    }

    @Override
    public List<Instance> instances(Selector selector) {
        return reader.instances(selector, Call.within(perCall));
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
        return reader.runs(id, Call.within(perCall));
    }

    @Override
    public void cancel(RunId run) {
        cancelling.cancel(run, Call.within(perCall));
    }

    @Override
    public List<Revision> revisions(WorkloadId id) {
        Call call = Call.within(perCall);
        describing.require(Capabilities.HISTORY, call);
        List<WorkloadRecord> records =
                backend.records(id, call).stream().map(RecordFormat::read).toList();
        if (records.isEmpty()) {
            return List.of();
        }
        String life = records.get(records.size() - 1).version().incarnation();
        Map<Long, Revision> newestFirst = new TreeMap<>(Comparator.reverseOrder());
        records.stream()
                .filter(record -> record.kind() == WorkloadRecord.Kind.SPEC
                        && record.version().incarnation().equals(life))
                .forEach(record -> newestFirst.merge(record.revision(), revision(record), PipelineWorkloads::newer));
        return List.copyOf(newestFirst.values());
    }

    private static Revision revision(WorkloadRecord record) {
        return Revision.of(
                record.revision(), record.version(), record.spec(), record.digest(), record.revisionCreatedAt());
    }

    /** The spec with the newest count and labels, the time of the first record kept: the template came then at the latest. */
    private static Revision newer(Revision first, Revision second) {
        return Revision.of(second.number(), second.version(), second.spec(), second.digest(), first.createdAt());
    }
}
