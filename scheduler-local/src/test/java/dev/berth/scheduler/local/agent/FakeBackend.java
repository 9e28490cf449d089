package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.RecordHeader;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.RunStart;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A little store of records and objects in memory, which can be told to misbehave. */
final class FakeBackend implements Backend {
    final BlockingQueue<String> happened = new LinkedBlockingQueue<>();
    final BlockingQueue<LogLine> lines = new LinkedBlockingQueue<>();
    final Map<RunId, RunStart> runs = new ConcurrentHashMap<>();

    private final SortedMap<WorkloadId, SortedMap<Long, StoredRecord>> records = new TreeMap<>();
    private final Map<WorkloadId, Map<String, NativeObject>> objects = new TreeMap<>();
    private final Map<NodeId, Boolean> nodes = new TreeMap<>();
    private long changes;
    private boolean leaseTaken;

    volatile @Nullable RuntimeException failure;
    volatile boolean blocking;

    private void enter(String method, Call call) {
        RuntimeException misbehaviour = failure;
        if (misbehaviour != null) {
            throw misbehaviour;
        }
        if (blocking) {
            waitForEnd(method, call);
        }
    }

    private synchronized void waitForEnd(String method, Call call) {
        call.onCancel(this::wake);
        happened.add(method + " waits");
        try {
            while (!call.isOver()) {
                TimeUnit.NANOSECONDS.timedWait(this, call.remaining().toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        happened.add(method + (call.isCancelled() ? " cancelled" : " over"));
        call.check(method, Effect.NONE);
    }

    private synchronized void wake() {
        notifyAll();
    }

    @Override
    public BackendInfo describe(Call call) {
        enter("describe", call);
        return BackendInfo.builder("fake", "memory", "1")
                .declare(new Capability("mode.replicated"), Support.emulated("by hand"))
                .build();
    }

    @Override
    public synchronized Map<WorkloadId, Observed> read(Collection<WorkloadId> ids, Call call) {
        enter("read", call);
        Map<WorkloadId, Observed> all = new LinkedHashMap<>();
        ids.forEach(id -> all.put(id, observed(id)));
        return all;
    }

    private Observed observed(WorkloadId id) {
        Observed.Builder builder = Observed.builder();
        StoredRecord latest = latest(id);
        if (latest != null) {
            builder.latest(new RecordHeader(latest.key(), latest.attributes()));
        }
        objects.getOrDefault(id, Map.of()).values().forEach(builder::object);
        return builder.build();
    }

    private @Nullable StoredRecord latest(WorkloadId id) {
        SortedMap<Long, StoredRecord> kept = records.getOrDefault(id, new TreeMap<>());
        return kept.isEmpty() ? null : kept.get(kept.lastKey());
    }

    @Override
    public synchronized List<WorkloadId> ids(Selector selector, Call call) {
        enter("ids", call);
        return records.keySet().stream().filter(selector::couldMatch).toList();
    }

    @Override
    public synchronized boolean createIfAbsent(StoredRecord record, Call call) {
        enter("createIfAbsent", call);
        boolean created = records.computeIfAbsent(record.key().id(), id -> new TreeMap<>())
                        .putIfAbsent(record.key().generation(), record)
                == null;
        changed("created " + record.key().generation());
        return created;
    }

    @Override
    public synchronized List<StoredRecord> records(WorkloadId id, Call call) {
        enter("records", call);
        return List.copyOf(records.getOrDefault(id, new TreeMap<>()).values());
    }

    @Override
    public synchronized void delete(RecordKey key, Call call) {
        enter("delete", call);
        records.getOrDefault(key.id(), new TreeMap<>()).remove(key.generation());
        changed("deleted " + key.generation());
    }

    @Override
    public synchronized void send(WorkloadId id, NativeWrite write, Call call) {
        enter("send", call);
        Map<String, NativeObject> held = objects.computeIfAbsent(id, key -> new TreeMap<>());
        NativeObject before = held.get(write.object().name());
        if (write.precondition().isPresent()
                && (before == null
                        || !before.document().equals(write.precondition().get()))) {
            throw new ConflictException(write.object().name() + " is not as planned");
        }
        switch (write.action()) {
            case CREATE, UPDATE -> held.put(write.object().name(), write.object());
            case DELETE -> held.remove(write.object().name());
        }
        changed("sent " + write.action());
    }

    private void changed(String what) {
        changes++;
        happened.add(what);
        notifyAll();
    }

    @Override
    public void observe(Selector selector, Sink out, Call call) throws InterruptedException {
        enter("observe", call);
        happened.add("observing");
        try {
            long seen = tell(selector, out);
            nodes().forEach(out::node);
            while (out.synced() && await(seen, call)) {
                seen = tell(selector, out);
            }
            if (!call.isCancelled() && call.isOver()) {
                call.check("observe", Effect.NONE);
            }
        } finally {
            happened.add("observed");
        }
    }

    private long tell(Selector selector, Sink out) {
        List<StoredRecord> all = new ArrayList<>();
        long seen;
        synchronized (this) {
            seen = changes;
            records.keySet().stream().filter(selector::couldMatch).forEach(id -> {
                StoredRecord latest = latest(id);
                if (latest != null) {
                    all.add(latest);
                }
            });
        }
        out.together(() -> all.forEach(
                record -> out.workload(WorkloadReport.of(record, Optional.empty(), 1, List.of(), Optional.empty()))));
        return seen;
    }

    private synchronized List<Node> nodes() {
        return nodes.entrySet().stream()
                .map(entry -> Node.builder(entry.getKey(), "host")
                        .schedulable(entry.getValue())
                        .build())
                .toList();
    }

    private synchronized boolean await(long seen, Call call) throws InterruptedException {
        call.onCancel(this::wake);
        while (changes == seen && !call.isOver()) {
            TimeUnit.NANOSECONDS.timedWait(this, call.remaining().toNanos());
        }
        return !call.isOver();
    }

    @Override
    public Feed<LogLine> logs(LogQuery query, Call call) {
        enter("logs", call);
        return new Feed<>() {
            @Override
            public Optional<LogLine> poll(Duration timeout) throws InterruptedException {
                return Optional.ofNullable(lines.poll(timeout.toNanos(), TimeUnit.NANOSECONDS));
            }

            @Override
            public boolean ended() {
                return !query.follow() && lines.isEmpty();
            }

            @Override
            public void close() {
                happened.add("logs closed");
            }
        };
    }

    static LogLine line(WorkloadId id, String text) {
        return new LogLine(new InstanceId(id, "u1"), "main", LogLine.Stream.STDOUT, Optional.empty(), text);
    }

    @Override
    public synchronized void schedulable(NodeId node, boolean value, Call call) {
        enter("schedulable", call);
        nodes.put(node, value);
        changed("cordoned " + node);
    }

    @Override
    public synchronized Optional<Lease> lease(String name, Duration timeToLive, Call call) {
        enter("lease", call);
        if (leaseTaken) {
            return Optional.empty();
        }
        leaseTaken = true;
        return Optional.of(new FakeLease());
    }

    synchronized void loseLease() {
        leaseTaken = false;
    }

    @Override
    public synchronized void drain(NodeId node, Call call) {
        enter("drain", call);
        changed("drained " + node);
    }

    @Override
    public void persist(Call call) {
        enter("persist", call);
        happened.add("persisted");
    }

    @Override
    public synchronized boolean leaseHeld(String name, Call call) {
        enter("leaseHeld", call);
        return name.equals(Lease.CONTROLLER) && leaseTaken;
    }

    /** The first of each name. */
    @Override
    public boolean start(RunStart run, Call call) {
        enter("start", call);
        return runs.put(run.id(), run) == null;
    }

    @Override
    public void cancel(RunId run, Call call) {
        enter("cancel", call);
        happened.add("cancelled " + run);
    }

    @Override
    public void forget(RunId run, Call call) {
        enter("forget", call);
        runs.remove(run);
        happened.add("forgot " + run);
    }

    @Override
    public Optional<Explanation> infeasible(WorkloadId id, List<NativeObject> rendering, Call call) {
        enter("infeasible", call);
        List<Explanation.Reason> reasons = rendering.stream()
                .map(object -> new Explanation.Reason(1, "have no room for " + object.name()))
                .toList();
        return reasons.isEmpty() ? Optional.empty() : Optional.of(new Explanation(1, reasons));
    }

    @Override
    public List<Problem> unmet(WorkloadId id, List<NativeObject> rendering, Call call) {
        return rendering.stream()
                .map(object -> Problem.of(ErrorCode.INFEASIBLE, "tasks[0]", object.document() + " is not there"))
                .toList();
    }

    @Override
    public void close() {
        happened.add("closed");
    }

    private final class FakeLease implements Lease {
        @Override
        public boolean isHeld() {
            synchronized (FakeBackend.this) {
                return leaseTaken;
            }
        }

        @Override
        public void close() {
            loseLease();
            happened.add("lease closed");
        }
    }
}
