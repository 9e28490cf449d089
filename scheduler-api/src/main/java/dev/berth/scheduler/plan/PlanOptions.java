package dev.berth.scheduler.plan;

import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Version;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How edits are to be planned. Immutable; each method gives a changed copy. */
public sealed interface PlanOptions permits PlanOptionsData {
    PlanOptions DEFAULT = new PlanOptionsData(Map.of(), Set.of(), false, false, false, Optional.empty());

    /** Versions that must still be current, else CONFLICT (rule APP-3). */
    Map<WorkloadId, Version> expected();

    /** Workloads whose names may be taken over from objects that are not ours (rule APP-8). */
    Set<WorkloadId> adopted();

    /** Whether an apply leaves the current count as it is. */
    boolean keepsReplicas();

    /** Whether EMULATED capabilities count as missing (rule CAP-2). */
    boolean nativeOnly();

    /** Whether what didn't change is rendered anew by this version of Berth (rule APP-9). */
    boolean refreshesRendering();

    /** Workloads meant by this and by no edit are removed. */
    Optional<Selector> pruned();

    PlanOptions expect(WorkloadId id, Version version);

    PlanOptions adopt(WorkloadId id);

    PlanOptions keepReplicas();

    PlanOptions requireNative();

    PlanOptions refreshRendering();

    PlanOptions prune(Selector selector);
}

record PlanOptionsData(
        Map<WorkloadId, Version> expected,
        Set<WorkloadId> adopted,
        boolean keepsReplicas,
        boolean nativeOnly,
        boolean refreshesRendering,
        Optional<Selector> pruned)
        implements PlanOptions {
    PlanOptionsData {
        expected = Map.copyOf(expected);
        adopted = Set.copyOf(adopted);
    }

    @Override
    public PlanOptions expect(WorkloadId id, Version version) {
        Map<WorkloadId, Version> more = new TreeMap<>(expected);
        more.put(id, version);
        return new PlanOptionsData(more, adopted, keepsReplicas, nativeOnly, refreshesRendering, pruned);
    }

    @Override
    public PlanOptions adopt(WorkloadId id) {
        Set<WorkloadId> more = new TreeSet<>(adopted);
        more.add(id);
        return new PlanOptionsData(expected, more, keepsReplicas, nativeOnly, refreshesRendering, pruned);
    }

    @Override
    public PlanOptions keepReplicas() {
        return new PlanOptionsData(expected, adopted, true, nativeOnly, refreshesRendering, pruned);
    }

    @Override
    public PlanOptions requireNative() {
        return new PlanOptionsData(expected, adopted, keepsReplicas, true, refreshesRendering, pruned);
    }

    @Override
    public PlanOptions refreshRendering() {
        return new PlanOptionsData(expected, adopted, keepsReplicas, nativeOnly, true, pruned);
    }

    @Override
    public PlanOptions prune(Selector selector) {
        return new PlanOptionsData(
                expected, adopted, keepsReplicas, nativeOnly, refreshesRendering, Optional.of(selector));
    }
}
