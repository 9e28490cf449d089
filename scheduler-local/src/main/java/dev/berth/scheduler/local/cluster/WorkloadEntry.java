package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.document.Template;
import dev.berth.scheduler.spec.WorkloadId;
import java.util.BitSet;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A workload in memory. Of the loop only. */
final class WorkloadEntry {
    private final WorkloadId id;
    private Optional<ObjectRow> object = Optional.empty();
    private final Map<String, LiveInstance> instances = new TreeMap<>();
    private final Map<String, Template> templates = new TreeMap<>();

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

    int lowestFreeIndex() {
        BitSet taken = new BitSet(instances.size() + 1);
        instances.values().forEach(instance -> taken.set(instance.row().origin().index()));
        return taken.nextClearBit(0);
    }

    boolean isEmpty() {
        return object.isEmpty() && instances.isEmpty();
    }
}
