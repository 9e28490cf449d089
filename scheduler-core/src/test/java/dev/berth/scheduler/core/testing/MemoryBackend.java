package dev.berth.scheduler.core.testing;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.spi.RecordHeader;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.RunStart;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Termination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps records and objects in memory, counts requests, and fails where a test says so. Thread-safe. */
public final class MemoryBackend implements Backend {
    private final Map<WorkloadId, TreeMap<Long, StoredRecord>> records = new TreeMap<>();
    private final Map<WorkloadId, NativeObject> objects = new TreeMap<>();
    private final Set<Capability> lacking = new HashSet<>();
    private final Set<Capability> controlled = new HashSet<>();
    private final List<String> requests = new ArrayList<>();
    private final Map<WorkloadId, String> foreign = new TreeMap<>();
    private Consumer<String> before = request -> {};
    private long changes;
    private int breaks;
    private boolean ready = true;
    private final Map<RunId, Run> runs = new TreeMap<>();
    private final Map<WorkloadId, Instant> fired = new TreeMap<>();
    private Optional<Explanation> infeasible = Optional.empty();
    private Optional<Run.State> endOfRuns = Optional.empty();
    private List<String> lines = List.of();
    private final Map<WorkloadId, TreeMap<Long, Progress>> progress = new TreeMap<>();
    private boolean claimsTwice;
    private final Set<Lease> leases = new HashSet<>();
    private final List<Call> watches = new ArrayList<>();

    public synchronized void lacks(Capability capability) {
        lacking.add(capability);
    }

    /** Leaves it to a controller. */
    public synchronized void leavesToController(Capability capability) {
        controlled.add(capability);
    }

    /** Runs {@code action} before each request, with its name; what it throws fails the request. */
    public synchronized void before(Consumer<String> action) {
        this.before = action;
    }

    /** The requests since the last call of this method. */
    public synchronized List<String> takeRequests() {
        List<String> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    /** Replaces an object behind Berth's back. */
    public synchronized void tamper(WorkloadId id, NativeObject object) {
        objects.put(id, object);
        changed();
    }

    public synchronized Optional<NativeObject> object(WorkloadId id) {
        return Optional.ofNullable(objects.get(id));
    }

    public synchronized void foreign(WorkloadId id, String name) {
        foreign.put(id, name);
    }

    /** Whether instances are ready from now on. */
    public synchronized void ready(boolean value) {
        this.ready = value;
        changed();
    }

    /** How far the backend is with the version there is and those that come; complete once ready, until told. */
    public synchronized void progress(WorkloadId id, Progress made) {
        progress.computeIfAbsent(id, key -> new TreeMap<>()).put(generation(id), made);
        changed();
    }

    /** How far it will be with versions to come. */
    public synchronized void progressToCome(WorkloadId id, Progress made) {
        Progress now = progress(id);
        progress.computeIfAbsent(id, key -> new TreeMap<>()).putIfAbsent(generation(id), now);
        progress.computeIfAbsent(id, key -> new TreeMap<>()).put(generation(id) + 1, made);
    }

    private long generation(WorkloadId id) {
        return objects.containsKey(id)
                ? MemoryTranslator.version(objects.get(id)).generation()
                : 0;
    }

    private Progress progress(WorkloadId id) {
        Map.@Nullable Entry<Long, Progress> last =
                progress.getOrDefault(id, new TreeMap<>()).floorEntry(generation(id));
        return last == null ? ready ? Progress.COMPLETE : Progress.ONGOING : last.getValue();
    }

    /** Puts a run there as it is from now on. */
    public synchronized void run(Run run) {
        runs.put(run.id(), run);
        changed();
    }

    /** Ends every first run at once, with exit code 3. */
    public synchronized void endsRuns(Run.State state) {
        this.endOfRuns = Optional.of(state);
    }

    private static Run.Attempt attempt(WorkloadId id) {
        return new Run.Attempt(new InstanceId(id, "1-0"), Termination.exited(3, Optional.empty()));
    }

    /** What every instance has written. */
    public synchronized void lines(String... texts) {
        this.lines = List.of(texts);
    }

    @Override
    public Feed<LogLine> logs(LogQuery query, Call call) {
        request("logs");
        WorkloadId id = query.workloads().ids().iterator().next();
        Iterator<String> left = List.copyOf(lines).iterator();
        return new Feed<>() {
            @Override
            public Optional<LogLine> poll(Duration timeout) {
                return left.hasNext()
                        ? Optional.of(new LogLine(
                                new InstanceId(id, "1-0"),
                                "main",
                                LogLine.Stream.STDOUT,
                                Optional.empty(),
                                left.next()))
                        : Optional.empty();
            }

            @Override
            public boolean ended() {
                return !left.hasNext();
            }

            @Override
            public void close() {}
        };
    }

    /** Says of every rollout from now on that it could never be carried out. */
    public synchronized void infeasible(Explanation why) {
        this.infeasible = Optional.of(why);
    }

    @Override
    public synchronized Optional<Explanation> infeasible(WorkloadId id, List<NativeObject> rendering, Call call) {
        return infeasible;
    }

    @Override
    public boolean start(RunStart start, Call call) {
        request("start");
        synchronized (this) {
            Instant newest = fired.getOrDefault(start.id().workload(), Instant.MIN);
            if (!start.tick().isAfter(newest)) {
                return false;
            }
            fired.put(start.id().workload(), start.tick());
            Run.State state = start.outcome() == Run.State.PENDING ? Run.State.RUNNING : start.outcome();
            run(Run.builder(start.id(), start.revision(), state)
                    .scheduledAt(start.tick())
                    .reason(start.reason(), start.message())
                    .build());
            return true;
        }
    }

    @Override
    public void cancel(RunId id, Call call) {
        request("cancel");
        synchronized (this) {
            Run run = Objects.requireNonNull(runs.get(id));
            run(Run.builder(id, run.revision(), Run.State.CANCELLED)
                    .scheduledAt(run.scheduledAt().orElseThrow())
                    .build());
        }
    }

    @Override
    public void forget(RunId id, Call call) {
        request("forget");
        synchronized (this) {
            runs.remove(id);
            changed();
        }
    }

    /** Breaks the connection of every observer. */
    public synchronized void disconnect() {
        breaks++;
        notifyAll();
    }

    /** Takes every lease away from whoever holds it. */
    public synchronized void loseLeases() {
        leases.clear();
        changed();
    }

    public synchronized int leases() {
        return leases.size();
    }

    /** The calls of every observer so far. */
    public synchronized List<Call> watches() {
        return List.copyOf(watches);
    }

    /** Carries each claim out twice, and tells what the second came to. */
    public synchronized void doubleClaims() {
        claimsTwice = true;
    }

    private synchronized boolean holds(Lease lease) {
        return leases.contains(lease);
    }

    private synchronized void release(Lease lease) {
        leases.remove(lease);
        changed();
    }

    @Override
    public synchronized boolean leaseHeld(String name, Call call) {
        return !leases.isEmpty();
    }

    private void changed() {
        changes++;
        notifyAll();
    }

    private void request(String name) {
        Consumer<String> action;
        synchronized (this) {
            requests.add(name);
            action = before;
        }
        action.accept(name);
    }

    @Override
    public BackendInfo describe(Call call) {
        request("describe");
        BackendInfo.Builder info = BackendInfo.builder("memory", "Memory", "1");
        for (Capability capability : Capabilities.all()) {
            info.declare(capability, support(capability));
        }
        return info.build();
    }

    private synchronized Support support(Capability capability) {
        if (lacking.contains(capability)) {
            return Support.unsupported("switched off");
        }
        return controlled.contains(capability) ? Support.controlled("by a controller") : Support.nativeSupport();
    }

    @Override
    public Map<WorkloadId, Observed> read(Collection<WorkloadId> ids, Call call) {
        request("read");
        synchronized (this) {
            Map<WorkloadId, Observed> observed = new TreeMap<>();
            ids.forEach(id -> observed.put(id, observed(id)));
            return observed;
        }
    }

    private Observed observed(WorkloadId id) {
        Observed.Builder builder = Observed.builder();
        newest(id).ifPresent(record -> builder.latest(new RecordHeader(record.key(), record.attributes())));
        Optional.ofNullable(objects.get(id))
                .ifPresent(object -> builder.object(object)
                        .applied(MemoryTranslator.version(object))
                        .mark(mark(id))
                        .progress(progress(id))
                        .instances(MemoryTranslator.replicas(object)));
        Optional.ofNullable(foreign.get(id)).ifPresent(builder::foreign);
        return builder.build();
    }

    private String mark(WorkloadId id) {
        return Objects.requireNonNull(objects.get(id)).document();
    }

    private Optional<StoredRecord> newest(WorkloadId id) {
        TreeMap<Long, StoredRecord> all = records.getOrDefault(id, new TreeMap<>());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.lastEntry().getValue());
    }

    @Override
    public List<WorkloadId> ids(Selector selector, Call call) {
        request("ids");
        synchronized (this) {
            return records.keySet().stream().filter(selector::couldMatch).toList();
        }
    }

    @Override
    public boolean createIfAbsent(StoredRecord record, Call call) {
        request("claim");
        synchronized (this) {
            boolean created = records.computeIfAbsent(record.key().id(), id -> new TreeMap<>())
                            .putIfAbsent(record.key().generation(), record)
                    == null;
            changed();
            return created && !claimsTwice;
        }
    }

    @Override
    public List<StoredRecord> records(WorkloadId id, Call call) {
        request("records");
        synchronized (this) {
            return List.copyOf(records.getOrDefault(id, new TreeMap<>()).values());
        }
    }

    @Override
    public void delete(RecordKey key, Call call) {
        request("delete");
        synchronized (this) {
            TreeMap<Long, StoredRecord> all = records.getOrDefault(key.id(), new TreeMap<>());
            all.remove(key.generation());
            if (all.isEmpty()) {
                records.remove(key.id());
            }
            changed();
        }
    }

    @Override
    public void send(WorkloadId id, NativeWrite write, Call call) {
        request("send");
        synchronized (this) {
            Optional<String> now = objects.containsKey(id) ? Optional.of(mark(id)) : Optional.empty();
            if (!now.equals(write.precondition())) {
                throw new ConflictException(id + " is not as it was");
            }
            switch (write.action()) {
                case CREATE, UPDATE -> {
                    objects.put(id, write.object());
                    endOfRuns.ifPresent(state -> run(Run.builder(new RunId(id, "1"), 1, state)
                            .attempts(List.of(attempt(id)))
                            .build()));
                }
                case DELETE -> {
                    objects.remove(id);
                    runs.keySet().removeIf(run -> run.workload().equals(id));
                }
            }
            changed();
        }
    }

    @Override
    public void observe(Selector selector, Sink out, Call call) throws InterruptedException {
        request("observe");
        call.onCancel(this::wake);
        int connection;
        synchronized (this) {
            watches.add(call);
            connection = breaks;
        }
        Told told = new Told();
        if (tell(out, told) < 0) {
            return;
        }
        if (!out.synced()) {
            return;
        }
        long seen = told.changes;
        while (!call.isOver()) {
            synchronized (this) {
                while (changes == seen && breaks == connection && !call.isOver()) {
                    wait(call.remaining().toMillis());
                }
                if (breaks != connection) {
                    throw dev.berth.scheduler.error.ContactException.unavailable(
                            "the connection broke", dev.berth.scheduler.error.Effect.NONE, null);
                }
            }
            seen = tell(out, told);
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    private synchronized long tell(Sink out, Told told) {
        Set<InstanceId> instances = new HashSet<>();
        out.controller(!leases.isEmpty());
        records.keySet().forEach(id -> {
            newest(id).ifPresent(record -> out.workload(report(id, record)));
            instances(id).forEach(instance -> {
                instances.add(instance.id());
                out.instance(instance);
            });
        });
        runs.values().forEach(out::run);
        told.runs.stream().filter(id -> !runs.containsKey(id)).forEach(out::runGone);
        told.runs = Set.copyOf(runs.keySet());
        told.instances.stream()
                .filter(id -> !instances.contains(id))
                .forEach(id ->
                        out.ended(Instance.builder(id, InstanceState.COMPLETED).build()));
        told.workloads.stream().filter(id -> !records.containsKey(id)).forEach(out::gone);
        told.instances = instances;
        told.workloads = Set.copyOf(records.keySet());
        told.changes = changes;
        return changes;
    }

    private WorkloadReport report(WorkloadId id, StoredRecord record) {
        @Nullable NativeObject object = objects.get(id);
        return WorkloadReport.of(
                        record,
                        Optional.ofNullable(object).map(MemoryTranslator::version),
                        object == null ? 0 : MemoryTranslator.replicas(object),
                        List.of(),
                        Optional.empty())
                .withProgress(progress(id));
    }

    private List<Instance> instances(WorkloadId id) {
        @Nullable NativeObject object = objects.get(id);
        List<Instance> instances = new ArrayList<>();
        for (int i = 0; object != null && i < MemoryTranslator.replicas(object); i++) {
            long revision = MemoryTranslator.revision(object);
            instances.add(Instance.builder(new InstanceId(id, revision + "-" + i), InstanceState.RUNNING)
                    .index(i)
                    .revision(revision)
                    .node(new NodeId("memory"))
                    .ready(ready)
                    .build());
        }
        return instances;
    }

    @Override
    public Optional<Lease> lease(String name, Duration timeToLive, Call call) {
        Lease lease = new Lease() {
            @Override
            public boolean isHeld() {
                return holds(this);
            }

            @Override
            public void close() {
                release(this);
            }
        };
        synchronized (this) {
            leases.add(lease);
            changed();
        }
        return Optional.of(lease);
    }

    @Override
    public void close() {
        disconnect();
        request("close");
    }

    private static final class Told {
        private Set<InstanceId> instances = Set.of();
        private Set<WorkloadId> workloads = Set.of();
        private Set<RunId> runs = Set.of();
        private long changes;
    }
}
