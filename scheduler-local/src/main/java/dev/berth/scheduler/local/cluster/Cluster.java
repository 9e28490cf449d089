package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.local.document.Template;
import dev.berth.scheduler.local.document.WorkloadObject;
import dev.berth.scheduler.local.storage.Mounted;
import dev.berth.scheduler.local.storage.Storage;
import dev.berth.scheduler.local.store.StateStore;
import dev.berth.scheduler.local.store.StoreException;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.RunStart;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.RunId;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
    private final NodeParts nodes;
    private final NodeVerbs nodeVerbs;
    private final Records records;
    private final Objects objects;
    private final RunVerbs runs;
    private final Views views;
    private final ClusterSettings settings;
    private volatile boolean closed;
    /** Of the loop only. */
    private @Nullable Machinery machinery;

    private Cluster(ClusterSettings settings, StateStore store, Surroundings surroundings) {
        this.settings = settings;
        this.store = store;
        this.surroundings = surroundings;
        Placer placer = new Placer(settings);
        this.state = new ClusterState(store, changes, placer);
        this.nodes = NodeParts.of(placer, state.cordons());
        this.nodeVerbs = new NodeVerbs(state, changes, nodes);
        this.records = new Records(store, state);
        this.objects = new Objects(state);
        this.runs = new RunVerbs(state, surroundings.clock());
        this.views = new Views(state, records, nodes);
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
        settings.nodes().forEach(nodes.roster()::put);
        try {
            machinery = Machinery.begin(settings, state, nodes, surroundings, () -> changes.publish(views));
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
        return ask(call, "listing", Effect.NONE, views::ids);
    }

    /** What there is of each, in the order asked, all at one moment. */
    public List<WorkloadView> workloads(Collection<WorkloadId> ids, Call call) throws StoreException {
        return ask(call, "reading", Effect.NONE, () -> views.workloads(ids));
    }

    /** Which of the workloads wanted there are, all nodes, and whatever changes afterwards. */
    public Observation observe(Predicate<WorkloadId> wanted, Call call) throws StoreException {
        return ask(call, "reading", Effect.NONE, () -> {
            // What is still to be told is in what is read now, and must not come after it.
            changes.publish(views);
            List<WorkloadId> ids = views.ids().stream().filter(wanted).toList();
            return new Observation(views.nodes(), ids, subscribe(wanted));
        });
    }

    /** What there is of each now. What {@code news} had to tell of how they were until now is told with that. */
    public List<WorkloadView> observed(Collection<WorkloadId> ids, Subscription news, Call call) throws StoreException {
        return ask(call, "reading", Effect.NONE, () -> {
            changes.publish(views);
            news.seen(ids);
            return views.workloads(ids);
        });
    }

    /** Why replacing the instances of a workload by those of {@code document} could never be carried out as things are. */
    public Optional<Explanation> infeasible(WorkloadId id, String document, Call call) throws StoreException {
        return ask(call, "playing a rollout through", Effect.NONE, () -> {
            WorkloadObject wanted = Objects.read(document);
            Template template = Objects.template(wanted);
            return state.find(id).flatMap(entry -> infeasible(entry, wanted, template));
        });
    }

    /** What instances of {@code document} are to find and is not there; it waits for no turn of the loop. */
    public List<Problem> unmet(String document) {
        Template template = Objects.template(Objects.read(document));
        Storage storage = new Storage(settings.places());
        return template.tasks().stream()
                .flatMap(task -> storage.unmet(new Mounted(task, template.volumes())).stream()
                        .map(problem -> problem.under(path(template, task))))
                .toList();
    }

    /** What is stored of several tasks doesn't tell the place of each. */
    private static String path(Template template, Task task) {
        return template.companions().isEmpty() ? "tasks[0]" : "tasks[" + task.name() + "]";
    }

    private Optional<Explanation> infeasible(WorkloadEntry entry, WorkloadObject wanted, Template template) {
        return new Feasibility(entry.id(), wanted, template, nodes.placer().copy()).infeasible(entry);
    }

    /** Lets a node take new instances, or keeps them away; running ones stay. */
    public void schedulable(String node, boolean value, Call call) throws StoreException {
        changing(node, () -> nodeVerbs.schedulable(node, value), call);
    }

    /** Keeps new instances off a node and moves those there away, within the limits of their rollouts. */
    public void drain(String node, Call call) throws StoreException {
        changing(node, () -> nodeVerbs.drain(node), call);
    }

    private void changing(String node, Question.Work<Boolean> verb, Call call) throws StoreException {
        boolean changed = ask(call, "changing node " + node, Effect.UNKNOWN, () -> {
            boolean changes = verb.run();
            if (changes) {
                request();
            }
            return changes;
        });
        if (changed) {
            persist(call);
        }
    }

    /** Tells of a node that is there: a new one, or one that is otherwise than before. Done when the loop comes to it. */
    public void nodeIs(NodeSettings node) {
        told(() -> nodeVerbs.put(node));
    }

    /** Tells of a node that is no more. */
    public void nodeLeft(String node) {
        told(() -> {
            boolean lost = nodes.roster().lostSince(node).isPresent();
            nodeVerbs.remove(node);
            if (lost && machinery != null) {
                machinery.losses().gone(node);
            }
        });
    }

    /** Tells that a node can't be reached any more: what is there may run on or not. */
    public void nodeLost(String node) {
        told(() -> {
            if (machinery != null) {
                machinery.losses().lost(node);
                nodeVerbs.changed(node);
            }
        });
    }

    /** Tells that a node can be reached again. */
    public void nodeFound(String node) {
        told(() -> {
            if (machinery != null) {
                machinery.losses().found(node);
                nodeVerbs.changed(node);
                state.lookAtThePending();
            }
        });
    }

    private void told(Runnable news) {
        surroundings.loop().offer(() -> {
            news.run();
            request();
        });
    }

    /** Stores a record unless there is one of that key. */
    public boolean createRecord(StoredRecord record, Call call) throws StoreException {
        return ask(call, "claiming", Effect.UNKNOWN, () -> {
            boolean created = records.createIfAbsent(record);
            if (created) {
                told(record.key().id());
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
                told(key.id());
            }
            return deleted;
        });
    }

    /** A record is told a moment later: its object most likely follows, and is told with it. */
    private void told(WorkloadId id) {
        changes.workload(id);
        if (machinery != null) {
            machinery.requestSoon();
        }
    }

    /**
     * Makes or replaces an object; what it asks for is then seen to, before it is on the disk: see {@link #persist}.
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

    /** Removes an object, likewise; it is gone once its last instance is. */
    public void remove(WorkloadId id, Optional<String> mark, Call call) throws StoreException {
        ask(call, "removing " + id, Effect.UNKNOWN, () -> {
            objects.remove(id, mark);
            request();
            return id;
        });
    }

    /** Makes a run of a CRON, durably; false when one of its tick, or of a later one, was ever made. */
    public boolean start(RunStart run, Call call) throws StoreException {
        boolean made = ask(call, "starting run " + run.id(), Effect.UNKNOWN, () -> {
            boolean unused = runs.start(run);
            request();
            return unused;
        });
        persist(call);
        return made;
    }

    /** Asks a run to end, durably. */
    public void cancel(RunId run, Call call) throws StoreException {
        ask(call, "cancelling run " + run, Effect.UNKNOWN, () -> {
            runs.cancel(run);
            request();
            return run;
        });
        persist(call);
    }

    /** Forgets a run that is over, with its instances and logs. */
    public void forget(RunId run, Call call) throws StoreException {
        ask(call, "forgetting run " + run, Effect.UNKNOWN, () -> {
            Machinery open = opened();
            runs.forget(run).ifPresent(open::forget);
            return run;
        });
    }

    /**
     * Waits until all that was answered before survives a power failure.
     *
     * @throws StoreException UNKNOWN when it may not
     */
    public void persist(Call call) throws StoreException {
        Question.await(store.sync(), call, "waiting for the disk", () -> Effect.UNKNOWN);
    }

    /** Collects what changes from now on. */
    public Subscription subscribe(Predicate<WorkloadId> wanted) {
        Subscription subscription = new Subscription(changes, wanted);
        changes.add(subscription);
        return subscription;
    }

    /** Where the logs of instances are read; good until this is closed. */
    public LogSource logs(Call call) throws StoreException {
        return ask(call, "opening logs", Effect.NONE, () -> opened().logs());
    }

    private Machinery opened() {
        Machinery open = machinery;
        if (open == null) {
            throw ContactException.unavailable("the embedded cluster is not open", Effect.NONE, null);
        }
        return open;
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return closed;
    }

    /** How many changes the state file has seen. */
    public long storeVersion() throws StoreException {
        return store.version();
    }

    /** Ends no process. Whoever watches is told that this is over. */
    @Override
    public void close() {
        closed = true;
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
