package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.Workloads;
import dev.berth.scheduler.core.record.RecordFormat;
import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.core.watch.Reader;
import dev.berth.scheduler.error.RefusedException;
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
import dev.berth.scheduler.status.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The verbs, in the order of the write path. */
public final class PipelineWorkloads implements Workloads {
    private final Backend backend;
    private final Planner planner;
    private final PlanExecutor executor;
    private final Reader reader;
    private final Duration perCall;
    private final Object identity;

    public PipelineWorkloads(
            Backend backend, Translator translator, BackendContext context, Reader reader, Duration perCall) {
        this.backend = backend;
        this.planner = new Planner(backend, translator, context);
        this.executor = new PlanExecutor(backend, new Finisher(backend, translator));
        this.reader = reader;
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
        return execute(data, Call.within(perCall));
    }

    private Applied execute(PlanData plan, Call call) {
        return new Applied(plan.all().stream()
                .map(change -> executor.execute(change, call))
                .toList());
    }

    @Override
    public Applied edit(Collection<? extends Edit> edits, PlanOptions options) {
        Call call = Call.within(perCall);
        PlanData plan = plan(edits, options, call);
        Map<WorkloadId, Applied.Item> items = new TreeMap<>();
        PlanData remaining = plan;
        while (true) {
            execute(remaining, call).items().forEach(item -> items.put(item.id(), item));
            List<Edit> lost = lostRaces(remaining, items, options);
            if (lost.isEmpty() || call.isOver()) {
                break;
            }
            remaining = plan(lost, options, call);
        }
        return new Applied(
                plan.all().stream().map(change -> items.get(change.id())).toList());
    }

    private static List<Edit> lostRaces(PlanData plan, Map<WorkloadId, Applied.Item> items, PlanOptions options) {
        List<Edit> lost = new ArrayList<>();
        for (ChangeData change : plan.all()) {
            Applied.Item item = items.get(change.id());
            if (item != null
                    && PlanExecutor.lostTheRace(item)
                    && !options.expected().containsKey(change.id())) {
                lost.add(change.edit());
            }
        }
        return lost;
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
    public List<Revision> revisions(WorkloadId id) {
        List<WorkloadRecord> records = backend.records(id, Call.within(perCall)).stream()
                .map(RecordFormat::read)
                .toList();
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
        return Revision.of(record.revision(), record.version(), record.spec(), record.digest(), record.createdAt());
    }

    /** The spec with the newest count and labels, the time of the first record: that is when the template came. */
    private static Revision newer(Revision first, Revision second) {
        return Revision.of(second.number(), second.version(), second.spec(), second.digest(), first.createdAt());
    }
}
