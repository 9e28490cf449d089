package dev.berth.scheduler.spec;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which workloads are meant: all that fulfil every condition stated. */
public sealed interface Selector permits SelectorData {
    /** Every workload. */
    static Selector all() {
        return new SelectorData(Optional.empty(), Set.of(), Map.of());
    }

    Optional<String> namespace();

    /** Exactly these; empty: any. */
    Set<WorkloadId> ids();

    /** Labels that must have these values. */
    Map<String, String> labels();

    Selector inNamespace(String name);

    Selector withLabel(String key, String value);

    static Selector of(WorkloadId... ids) {
        return new SelectorData(Optional.empty(), new TreeSet<>(Set.of(ids)), Map.of());
    }

    static Selector of(Set<WorkloadId> ids) {
        return new SelectorData(Optional.empty(), new TreeSet<>(ids), Map.of());
    }

    /** Whether a workload with this id and these labels is meant. */
    default boolean matches(WorkloadId id, Map<String, String> workloadLabels) {
        return couldMatch(id)
                && labels().entrySet().stream()
                        .allMatch(wanted -> wanted.getValue().equals(workloadLabels.get(wanted.getKey())));
    }

    /** Whether a workload with this id is meant, its labels permitting. */
    default boolean couldMatch(WorkloadId id) {
        return (ids().isEmpty() || ids().contains(id))
                && namespace().map(id.namespace()::equals).orElse(true);
    }
}

record SelectorData(Optional<String> namespace, Set<WorkloadId> ids, Map<String, String> labels) implements Selector {
    SelectorData {
        ids = Collections.unmodifiableSet(new TreeSet<>(ids));
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    @Override
    public Selector inNamespace(String name) {
        return new SelectorData(Optional.of(name), ids, labels);
    }

    @Override
    public Selector withLabel(String key, String value) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(key, value);
        return new SelectorData(namespace, ids, more);
    }
}
