package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.document.Template;
import dev.berth.scheduler.local.document.WorkloadObject;
import dev.berth.scheduler.spec.WorkloadId;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A workload in memory. Of the loop only. */
final class WorkloadEntry {
    private final WorkloadId id;
    private Optional<ObjectRow> object = Optional.empty();
    private Optional<RolloutRow> rollout = Optional.empty();
    private Optional<Instant> moment = Optional.empty();
    private Optional<Loop.Timer> timer = Optional.empty();
    private final Map<String, LiveInstance> instances = new TreeMap<>();
    private final Map<String, Template> templates = new TreeMap<>();
    private final Map<String, LiveRun> runs = new TreeMap<>();
    private Optional<LastTick> lastTick = Optional.empty();

    WorkloadEntry(WorkloadId id) {
        this.id = id;
    }

    WorkloadId id() {
        return id;
    }

    Optional<ObjectRow> object() {
        return object;
    }

    void object(Optional<ObjectRow> next) {
        object = next;
    }

    /** The object, unless it is on its way out. */
    Optional<ObjectRow> wanted() {
        return object.filter(row -> !row.removing());
    }

    Optional<RolloutRow> rollout() {
        return rollout;
    }

    /** Only {@link ClusterState#rollout} and what reads the state do this. */
    void rollout(Optional<RolloutRow> next) {
        rollout = next;
    }

    /** When it is to be looked at though nothing happens. */
    Optional<Instant> moment() {
        return moment;
    }

    /** Replaces the moment, and the timer for it. */
    void moment(Optional<Instant> next, Optional<Loop.Timer> timerForIt) {
        timer.ifPresent(Loop.Timer::cancel);
        moment = next;
        timer = timerForIt;
    }

    /** What its instances were made from when a rollout was complete last. */
    Optional<Template> completeTemplate() {
        return completeKey().map(templates::get);
    }

    /** The key of {@link #completeTemplate}. */
    Optional<String> completeKey() {
        return rollout.map(row -> Keys.template(id, row.version().incarnation(), row.complete()));
    }

    /** By uid. */
    Map<String, LiveInstance> instances() {
        return instances;
    }

    Collection<LiveInstance> all() {
        return instances.values();
    }

    /** By their keys in the state file. */
    Map<String, Template> templates() {
        return templates;
    }

    /** What an object makes instances from. */
    Template template(WorkloadObject wanted) {
        Template known = templates.get(Keys.template(id, wanted.version().incarnation(), wanted.revision()));
        return known == null ? Objects.template(wanted) : known;
    }

    /** By name. */
    Map<String, LiveRun> runs() {
        return runs;
    }

    Optional<LastTick> lastTick() {
        return lastTick;
    }

    void lastTick(Optional<LastTick> next) {
        lastTick = next;
    }

    int lowestFreeIndex() {
        BitSet taken = new BitSet(instances.size() + 1);
        instances.values().forEach(instance -> taken.set(instance.row().origin().index()));
        return taken.nextClearBit(0);
    }

    boolean isEmpty() {
        return object.isEmpty() && instances.isEmpty();
    }
}
