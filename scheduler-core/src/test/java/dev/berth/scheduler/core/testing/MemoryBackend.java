package dev.berth.scheduler.core.testing;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.Problem;
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
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Keeps records and objects in memory, counts requests, and fails where a test says so. Thread-safe. */
public final class MemoryBackend implements Backend {
    private final Map<WorkloadId, TreeMap<Long, StoredRecord>> records = new TreeMap<>();
    private final Map<WorkloadId, NativeObject> objects = new TreeMap<>();
    private final MemoryCapabilities capabilities = new MemoryCapabilities();
    private final List<String> requests = new ArrayList<>();
    private final Map<WorkloadId, String> foreign = new TreeMap<>();
    private Consumer<String> before = request -> {};
    private long changes;
    private int breaks;
    private int stopping;
    private boolean ready = true;
    private final MemoryRuns runs = new MemoryRuns();
    private final MemoryProgress progress = new MemoryProgress();
    private Optional<Explanation> infeasible = Optional.empty();
    private List<Problem> unmet = List.of();
    private List<String> lines = List.of();
    private boolean claimsTwice;
    private final MemoryLeases leases = new MemoryLeases(this, this::changed);
    private final List<Call> watches = new ArrayList<>();

    public synchronized void lacks(Capability capability) {
        capabilities.lack(capability);
    }

    /** Leaves it to a controller. */
    public synchronized void leavesToController(Capability capability) {
        capabilities.leaveToController(capability);
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

    /** So many instances of whatever is removed from now on are stopping still. */
    public synchronized void stopping(int count) {
        this.stopping = count;
        changed();
    }

    /** How far the backend is with the version there is and those that come; complete once ready, until told. */
    public synchronized void progress(WorkloadId id, Progress made) {
        progress.from(id, generation(id), made);
        changed();
    }

    /** How far it will be with versions to come. */
    public synchronized void progressToCome(WorkloadId id, Progress made) {
        progress.from(id, generation(id), progress(id));
        progress.from(id, generation(id) + 1, made);
    }

    private long generation(WorkloadId id) {
        return object(id).map(it -> MemoryTranslator.version(it).generation()).orElse(0L);
    }

    private Progress progress(WorkloadId id) {
        return progress.of(id, generation(id)).orElse(ready ? Progress.COMPLETE : Progress.ONGOING);
    }

    /** Puts a run there as it is from now on. */
    public synchronized void run(Run run) {
        runs.put(run);
        changed();
    }

    /** Ends every first run at once, with exit code 3. */
    public synchronized void endsRuns(Run.State state) {
        runs.endAs(state);
    }

    /** What every instance has written. */
    public synchronized void lines(String... texts) {
        this.lines = List.of(texts);
    }

    @Override
    public Feed<LogLine> logs(LogQuery query, Call call) {
        request("logs");
        synchronized (this) {
            return new MemoryLines(query.workloads().ids().iterator().next(), lines);
        }
    }

    /** Says of every rollout from now on that it could never be carried out. */
    public synchronized void infeasible(Explanation why) {
        this.infeasible = Optional.of(why);
    }

    @Override
    public synchronized Optional<Explanation> infeasible(WorkloadId id, List<NativeObject> rendering, Call call) {
        return infeasible;
    }

    /** Tells that of whatever instances are to find. */
    public synchronized void unmet(Problem problem) {
        this.unmet = List.of(problem);
    }

    @Override
    public synchronized List<Problem> unmet(WorkloadId id, List<NativeObject> rendering, Call call) {
        return unmet;
    }

    @Override
    public boolean start(RunStart start, Call call) {
        request("start");
        synchronized (this) {
            boolean made = runs.start(start);
            changed();
            return made;
        }
    }

    @Override
    public void cancel(RunId id, Call call) {
        request("cancel");
        synchronized (this) {
            runs.cancel(id);
            changed();
        }
    }

    @Override
    public void forget(RunId id, Call call) {
        request("forget");
        synchronized (this) {
            runs.forget(id);
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
        leases.lose();
    }

    public synchronized int leases() {
        return leases.count();
    }

    /** The calls of every observer so far. */
    public synchronized List<Call> watches() {
        return List.copyOf(watches);
    }

    /** Carries each claim out twice, and tells what the second came to. */
    public synchronized void doubleClaims() {
        claimsTwice = true;
    }

    @Override
    public synchronized boolean leaseHeld(String name, Call call) {
        return leases.count() > 0;
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
        synchronized (this) {
            return capabilities.info();
        }
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
        Observed.Builder builder = Observed.builder().instances(stopping);
        newest(id).ifPresent(record -> builder.latest(new RecordHeader(record.key(), record.attributes())));
        Optional.ofNullable(objects.get(id))
                .ifPresent(object -> builder.object(object)
                        .applied(MemoryTranslator.version(object))
                        .mark(object.document())
                        .progress(progress(id))
                        .instances(MemoryTranslator.replicas(object)));
        Optional.ofNullable(foreign.get(id)).ifPresent(builder::foreign);
        return builder.build();
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
            Optional<String> now = object(id).map(NativeObject::document);
            if (!now.equals(write.precondition())) {
                throw new ConflictException(id + " is not as it was");
            }
            switch (write.action()) {
                case CREATE, UPDATE -> {
                    objects.put(id, write.object());
                    runs.begin(id);
                }
                case DELETE -> {
                    objects.remove(id);
                    runs.forget(id);
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
        long seen = tell(out, told);
        if (!out.synced()) {
            return;
        }
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
        out.controller(leases.count() > 0);
        records.keySet().forEach(id -> {
            newest(id).ifPresent(record -> out.workload(MemoryReports.report(record, objects.get(id), progress(id))));
            MemoryReports.instances(id, objects.get(id), ready).forEach(instance -> {
                instances.add(instance.id());
                out.instance(instance);
            });
        });
        runs.all().forEach(out::run);
        told.only(out, instances, records.keySet(), runs.ids());
        return changes;
    }

    @Override
    public synchronized Optional<Lease> lease(String name, Duration timeToLive, Call call) {
        return Optional.of(leases.take());
    }

    @Override
    public void close() {
        disconnect();
        request("close");
    }
}
