package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.document.DocumentException;
import dev.berth.scheduler.local.document.Template;
import dev.berth.scheduler.local.store.StateStore;
import dev.berth.scheduler.local.store.StoreChange;
import dev.berth.scheduler.local.store.StoreException;
import dev.berth.scheduler.local.store.Table;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.RunId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the loop knows, with what of it isn't stored yet. Every change goes through here, so that it is stored with the
 * next {@link #save}, told to whoever watches, and asks for the workload to be looked at. Of the loop only.
 */
final class ClusterState {
    private final StateStore store;
    private final Changes changes;
    private final Placer placer;
    private final Map<WorkloadId, WorkloadEntry> workloads = new TreeMap<>();
    private final Map<Integer, InstanceId> ports = new HashMap<>();
    private final Cordons cordons = new Cordons();
    private final Set<WorkloadId> due = new TreeSet<>();
    private final Unsaved unsaved;
    private final Templates templates;

    ClusterState(StateStore store, Changes changes, Placer placer) {
        this.store = store;
        this.changes = changes;
        this.placer = placer;
        unsaved = new Unsaved(store, changes);
        templates = new Templates(unsaved);
    }

    Collection<WorkloadEntry> workloads() {
        return workloads.values();
    }

    Optional<WorkloadEntry> find(WorkloadId id) {
        return Optional.ofNullable(workloads.get(id));
    }

    WorkloadEntry entry(WorkloadId id) {
        return workloads.computeIfAbsent(id, WorkloadEntry::new);
    }

    Optional<LiveInstance> find(InstanceId id) {
        return find(id.workload())
                .flatMap(entry -> Optional.ofNullable(entry.instances().get(id.uid())));
    }

    List<LiveInstance> instances() {
        return workloads.values().stream()
                .flatMap(entry -> entry.all().stream())
                .toList();
    }

    Cordons cordons() {
        return cordons;
    }

    /** Who has a host port. */
    Optional<InstanceId> holder(int port) {
        return Optional.ofNullable(ports.get(port));
    }

    /** Workloads to be looked at; they are then no longer due. */
    List<WorkloadId> takeDue() {
        List<WorkloadId> taken = List.copyOf(due);
        due.clear();
        return taken;
    }

    boolean hasDue() {
        return !due.isEmpty();
    }

    void due(WorkloadId id) {
        due.add(id);
    }

    long nextSequence() {
        return unsaved.nextSequence();
    }

    /**
     * Stores {@code edit} with all that wasn't stored yet; when that fails nothing of it is taken. It then survives the
     * end of this process, which is all that may begin to act on it needs: after a power failure no process lives, so
     * the order of what is on the disk and what was started is of no account. Whoever answers the edit waits for
     * {@link StateStore#sync}.
     */
    void commit(StoreChange edit) throws StoreException {
        unsaved.commit(edit);
    }

    /** Takes in an object that was stored. */
    void adopt(WorkloadId id, Optional<ObjectRow> object) {
        entry(id).object(object);
        changes.workload(id);
        due(id);
    }

    /** Forgets an object of which nothing is left. */
    void dropObject(WorkloadEntry entry) {
        unsaved.others().remove(Table.OBJECTS, Keys.of(entry.id())).remove(Table.ROLLOUTS, Keys.of(entry.id()));
        entry.object(Optional.empty());
        List.copyOf(entry.runs().values()).forEach(this::drop);
        unsaved.others().remove(Table.TICKS, Keys.of(entry.id()));
        entry.lastTick(Optional.empty());
        entry.rollout(Optional.empty());
        changes.workload(entry.id());
    }

    /** Changes what is stored of a rollout; an equal row changes nothing and writes nothing. */
    void rollout(WorkloadEntry entry, RolloutRow next) {
        if (!entry.rollout().equals(Optional.of(next))) {
            entry.rollout(Optional.of(next));
            unsaved.others().put(Table.ROLLOUTS, Keys.of(entry.id()), next.stored());
            changes.workload(entry.id());
        }
    }

    Optional<LiveRun> run(RunId id) {
        return find(id.workload())
                .flatMap(entry -> Optional.ofNullable(entry.runs().get(id.name())));
    }

    /** The run that an instance is part of. */
    Optional<LiveRun> run(LiveInstance instance) {
        InstanceRow row = instance.row();
        return row.origin()
                .run()
                .flatMap(name -> run(new RunId(row.id().workload(), name)))
                .filter(run -> run.row().has(row));
    }

    void add(LiveRun run) {
        entry(run.row().id().workload()).runs().put(run.row().id().name(), run);
        changed(run);
    }

    /** Changes what is stored of a run; an equal row changes nothing. */
    void put(LiveRun run, RunRow next) {
        if (!run.row().equals(next)) {
            run.row(next);
            changed(run);
        }
    }

    private void changed(LiveRun run) {
        unsaved.changed(run);
        due(run.row().id().workload());
    }

    /** Takes in a run that was stored. */
    void adopt(LiveRun run) {
        entry(run.row().id().workload()).runs().put(run.row().id().name(), run);
        unsaved.saved(run);
        due(run.row().id().workload());
    }

    /** A run is kept no more. */
    void drop(LiveRun run) {
        RunId id = run.row().id();
        entry(id.workload()).runs().remove(id.name(), run);
        unsaved.dropped(id);
        changes.workload(id.workload());
        due(id.workload());
    }

    void add(LiveInstance instance) {
        entry(instance.row().id().workload())
                .instances()
                .put(instance.row().id().uid(), instance);
        stored(instance);
    }

    /** Changes what is stored of an instance; an equal row changes nothing and writes nothing. */
    void put(LiveInstance instance, InstanceRow next) {
        if (instance.row().equals(next)) {
            return;
        }
        release(instance.row());
        instance.row(next);
        stored(instance);
        if (next.phase().isEnded() && !instance.isMember()) {
            lookAtThePending();
        }
    }

    private void stored(LiveInstance instance) {
        if (!instance.isMember()) {
            holdPlace(instance);
        }
        unsaved.changed(instance);
        touched(instance);
    }

    /** Tells of something that isn't stored. */
    void touched(LiveInstance instance) {
        changes.instance(instance.row().id());
        changes.workload(instance.row().id().workload());
        due(instance.row().id().workload());
    }

    /** An instance is no more. */
    void drop(LiveInstance instance) {
        InstanceRow row = instance.row();
        instance.letGo();
        instance.members().forEach(LiveInstance::letGo);
        release(row);
        if (!row.phase().isEnded() && !row.isGivenUp()) {
            run(instance)
                    .ifPresent(run -> put(
                            run,
                            run.row()
                                    .with(run.row()
                                            .tally()
                                            .returning(row.origin().index()))));
        }
        placer.forget(row.id());
        entry(row.id().workload()).instances().remove(row.id().uid());
        unsaved.dropped(row.id());
        row.site().ifPresent(site -> changes.node(site.node()));
        changes.ended(InstanceView.of(instance));
        changes.workload(row.id().workload());
        due(row.id().workload());
        lookAtThePending();
    }

    /** One that ended for good holds nothing any more, but stays visible. */
    private void holdPlace(LiveInstance instance) {
        InstanceRow row = instance.row();
        if (placer.update(instance)) {
            row.site().ifPresent(site -> changes.node(site.node()));
        }
        if (!row.phase().isEnded()) {
            row.site().ifPresent(site -> site.ports().values().forEach(port -> ports.put(port, row.id())));
        }
    }

    private void release(InstanceRow row) {
        row.site().ifPresent(site -> site.ports().values().forEach(port -> ports.remove(port, row.id())));
    }

    /** Something became free: whatever waits for a place is tried again. */
    void lookAtThePending() {
        for (WorkloadEntry entry : workloads.values()) {
            if (entry.all().stream().anyMatch(instance -> instance.phase() == InstancePhase.PENDING)) {
                due(entry.id());
            }
        }
    }

    void cordon(String node, boolean schedulable) {
        if (schedulable) {
            cordons.free(node);
        } else {
            cordons.cordon(node);
        }
        changes.node(node);
        lookAtThePending();
    }

    void drain(String node) {
        cordons.drain(node);
        changes.node(node);
        workloads.keySet().forEach(this::due);
    }

    /** Drops templates that neither the object nor an instance is made from. */
    void dropUnusedTemplates(WorkloadEntry entry) {
        templates.dropUnused(entry);
        if (entry.isEmpty()) {
            workloads.remove(entry.id());
        }
    }

    /** The template that the object asks for now, put among the stored ones when it is new. */
    Template template(WorkloadEntry entry, ObjectRow object) throws DocumentException {
        return templates.of(entry, object);
    }

    /** Stores what has changed since; when that fails it is kept for the next time. */
    void save() throws StoreException {
        unsaved.save();
    }

    /** The state knows nothing of processes that run. */
    StoreException isBehind(List<String> processes) {
        return StoreException.behind(store.directory(), processes);
    }

    /** Reads all that is stored. */
    void load() throws StoreException {
        new StateReader(store).read(this);
    }

    void loaded(long lastSequence, Map<String, String> nodes) {
        unsaved.loaded(lastSequence);
        cordons.loaded(nodes);
    }

    void loaded(LiveInstance instance) {
        InstanceRow row = instance.row();
        entry(row.id().workload()).instances().put(row.id().uid(), instance);
        holdPlace(instance);
    }
}
