package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.document.Template;
import dev.berth.scheduler.local.document.WorkloadObject;
import dev.berth.scheduler.spec.WorkloadId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * On which nodes the workloads belong that have one instance on each node (rule GLB-1). All nodes are looked at once for
 * each template, and afterwards only those that change. Of the loop only.
 */
final class Globals {
    private final Placer placer;
    private final Map<WorkloadId, Members> members = new TreeMap<>();

    Globals(Placer placer) {
        this.placer = placer;
    }

    private record Members(String key, Template template, SortedSet<String> nodes) {}

    /** Those that are reached and match what new instances are made from; none for a workload of another mode. */
    SortedSet<String> nodes(WorkloadEntry entry, WorkloadObject object) {
        if (!object.global()) {
            return Collections.emptySortedSet();
        }
        Rollouts.Origin origin = Rollouts.origin(entry, object, entry.template(object));
        String key = Keys.template(entry.id(), object.version().incarnation(), origin.revision());
        Members known = members.get(entry.id());
        if (known == null || !known.key().equals(key)) {
            known = new Members(key, origin.template(), new TreeSet<>(placer.matching(entry.id(), origin.template())));
            members.put(entry.id(), known);
        }
        return Collections.unmodifiableSortedSet(known.nodes());
    }

    /** Looks at a node that came, went or changed; answers the workloads that belong there now and didn't, or the reverse. */
    List<WorkloadId> changed(String node) {
        List<WorkloadId> moved = new ArrayList<>();
        members.forEach((id, known) -> {
            boolean belongs = placer.matches(id, known.template(), node);
            if (belongs ? known.nodes().add(node) : known.nodes().remove(node)) {
                moved.add(id);
            }
        });
        return moved;
    }

    void forget(WorkloadId id) {
        members.remove(id);
    }
}
