package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.local.store.StateStore;
import dev.berth.scheduler.local.store.StoreChange;
import dev.berth.scheduler.local.store.StoreException;
import dev.berth.scheduler.local.store.Table;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.status.InstanceId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An orchestrator of this machine's processes. Thread-safe; what it is asked is done by its loop, and every call ends by
 * its deadline. Closing it ends no process: whoever opens the state next takes them over.
 */
public final class Cluster implements AutoCloseable {
    private static final Duration OPENING = Duration.ofMinutes(1);

    private final StateStore store;
    private final Surroundings surroundings;
    private final Changes changes = new Changes();
    private final ClusterState state;
    private final Placer placer;
    private final Records records;
    private final Objects objects;
    private final ClusterSettings settings;
    /** Of the loop only. */
    private @Nullable Machinery machinery;

    private Cluster(ClusterSettings settings, StateStore store, Surroundings surroundings) {
        this.settings = settings;
        this.store = store;
        this.surroundings = surroundings;
        this.placer = new Placer(settings);
        this.state = new ClusterState(store, changes, placer);
        this.records = new Records(store, state);
        this.objects = new Objects(state);
    }

    /**
     * Opens a cluster over its state, which it then owns, and takes over the processes that run.
     *
     * @throws StoreException DAMAGED when the state can't be understood
     * @throws IOException when processes can't be started here
     */
    public static Cluster open(ClusterSettings settings, StateStore store, Surroundings surroundings)
            throws StoreException, IOException {
        Cluster cluster = new Cluster(settings, store, surroundings);
        boolean opened = false;
        try {
            Optional<IOException> failure = cluster.ask(Call.within(OPENING), "opening", Effect.NONE, cluster::load);
            if (failure.isPresent()) {
                throw failure.get();
            }
            opened = true;
            return cluster;
        } finally {
            if (!opened) {
                cluster.close();
            }
        }
    }

    private Optional<IOException> load() throws StoreException {
        state.load();
        settings.nodes().forEach(node -> placer.node(node, !state.cordoned().contains(node.name())));
        try {
            machinery = Machinery.begin(settings, state, placer, surroundings);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    private void request() {
        if (machinery != null) {
            machinery.request();
        }
    }

    private <T> T ask(Call call, String what, Effect late, Question.Work<T> work) throws StoreException {
        return new Question<>(work).ask(surroundings.loop(), call, what, late);
    }

    /** Every workload of which there is anything. */
    public List<WorkloadId> ids(Call call) throws StoreException {
        return ask(call, "listing", Effect.NONE, () -> {
            Set<WorkloadId> ids = new TreeSet<>(records.workloads());
            state.workloads().stream()
                    .filter(entry -> !entry.isEmpty())
                    .map(WorkloadEntry::id)
                    .forEach(ids::add);
            return List.copyOf(ids);
        });
    }

    /** What there is of each, in the order asked, all at one moment. */
    public List<WorkloadView> workloads(Collection<WorkloadId> ids, Call call) throws StoreException {
        return ask(call, "reading", Effect.NONE, () -> {
            List<WorkloadView> views = new ArrayList<>();
            for (WorkloadId id : ids) {
                views.add(view(id));
            }
            return views;
        });
    }

    private WorkloadView view(WorkloadId id) throws StoreException {
        Optional<WorkloadEntry> entry = state.find(id);
        Optional<ObjectRow> object = entry.flatMap(WorkloadEntry::object);
        List<InstanceView> instances = entry.stream()
                .flatMap(found -> found.all().stream())
                .map(instance -> InstanceView.of(instance, object))
                .sorted(Comparator.comparing(view -> view.row().origin().index()))
                .toList();
        return new WorkloadView(id, records.latest(id), object, instances);
    }

    /** Those of the instances that are still there. */
    public List<InstanceView> instances(Collection<InstanceId> ids, Call call) throws StoreException {
        return ask(
                call,
                "reading",
                Effect.NONE,
                () -> ids.stream()
                        .flatMap(id -> state.find(id).stream()
                                .map(instance -> InstanceView.of(
                                        instance, state.find(id.workload()).flatMap(WorkloadEntry::object))))
                        .toList());
    }

    /** Every node, in the order of the settings. */
    public List<NodeView> nodes(Call call) throws StoreException {
        return ask(
                call,
                "listing nodes",
                Effect.NONE,
                () -> settings.nodes().stream()
                        .map(node -> new NodeView(
                                node, !state.cordoned().contains(node.name()), placer.allocated(node.name())))
                        .toList());
    }

    /** Lets a node take new instances, or keeps them away; running ones stay. */
    public void schedulable(String node, boolean value, Call call) throws StoreException {
        ask(call, "changing node " + node, Effect.UNKNOWN, () -> {
            NodeSettings known =
                    settings.node(node).orElseThrow(() -> new NotFoundException("there is no node '" + node + "'"));
            if (state.cordoned().contains(node) == value) {
                StoreChange change = new StoreChange();
                state.commit(value ? change.remove(Table.NODES, node) : change.put(Table.NODES, node, "cordoned"));
                state.cordon(node, value);
                placer.node(known, value);
                request();
            }
            return value;
        });
    }

    /** Stores a record unless there is one of that key. */
    public boolean createRecord(StoredRecord record, Call call) throws StoreException {
        return ask(call, "claiming", Effect.UNKNOWN, () -> {
            boolean created = records.createIfAbsent(record);
            if (created) {
                changes.workload(record.key().id());
            }
            return created;
        });
    }

    /** Oldest first. */
    public List<StoredRecord> records(WorkloadId id, Call call) throws StoreException {
        return ask(call, "reading records", Effect.NONE, () -> records.all(id));
    }

    /** Forgets a record; one that isn't there is no failure. */
    public void deleteRecord(RecordKey key, Call call) throws StoreException {
        ask(call, "forgetting a record", Effect.UNKNOWN, () -> {
            boolean deleted = records.delete(key);
            if (deleted) {
                changes.workload(key.id());
            }
            return deleted;
        });
    }

    /**
     * Makes or replaces an object, durably; what it asks for is then seen to.
     *
     * @param mark the state it was planned on; empty: there must be none
     */
    public void put(WorkloadId id, String document, Optional<String> mark, Call call) throws StoreException {
        ask(call, "writing " + id, Effect.UNKNOWN, () -> {
            objects.put(id, document, mark);
            request();
            return id;
        });
    }

    /** Removes an object, durably; it is gone once its last instance is. */
    public void remove(WorkloadId id, Optional<String> mark, Call call) throws StoreException {
        ask(call, "removing " + id, Effect.UNKNOWN, () -> {
            objects.remove(id, mark);
            request();
            return id;
        });
    }

    /** Collects the names of what changes from now on. */
    public Subscription subscribe() {
        Subscription subscription = new Subscription(changes);
        changes.add(subscription);
        return subscription;
    }

    /** Where the logs of instances are read; good until this is closed. */
    public LogSource logs(Call call) throws StoreException {
        return ask(call, "opening logs", Effect.NONE, () -> {
            Machinery open = machinery;
            if (open == null) {
                throw ContactException.unavailable("the embedded cluster is not open", Effect.NONE, null);
            }
            return open.logs();
        });
    }

    /** How many changes the state file has seen. */
    public long storeVersion() throws StoreException {
        return store.version();
    }

    /** Ends no process. Whoever watches is told that this is over. */
    @Override
    public void close() {
        surroundings.loop().offer(() -> {
            surroundings.readiness().close();
            if (machinery != null) {
                machinery.end();
            }
        });
        surroundings.loop().close();
        changes.close();
        store.close();
    }
}
