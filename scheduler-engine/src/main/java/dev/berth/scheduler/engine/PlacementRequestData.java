package dev.berth.scheduler.engine;

import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.WorkloadId;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;

/** Keeps the conditions compiled, as one request is placed many times. */
final class PlacementRequestData implements PlacementRequest {
    private final WorkloadId workload;
    private final Placement placement;
    private final ResourceAmounts resources;
    private final NavigableSet<HostPort> hostPorts;
    private final List<Condition> constraints;
    private final List<WeightedCondition> preferences;

    PlacementRequestData(
            WorkloadId workload, Placement placement, ResourceAmounts resources, NavigableSet<HostPort> hostPorts) {
        this.workload = workload;
        this.placement = placement;
        this.resources = resources;
        this.hostPorts = Collections.unmodifiableNavigableSet(new TreeSet<>(hostPorts));
        this.constraints = placement.constraints().stream().map(Condition::of).toList();
        this.preferences = placement.preferences().stream()
                .map(preference -> new WeightedCondition(Condition.of(preference.constraint()), preference.weight()))
                .toList();
    }

    /** A compiled preference. */
    record WeightedCondition(Condition condition, int weight) {}

    static PlacementRequestData of(PlacementRequest request) {
        return (PlacementRequestData) request;
    }

    @Override
    public WorkloadId workload() {
        return workload;
    }

    @Override
    public Placement placement() {
        return placement;
    }

    @Override
    public ResourceAmounts resources() {
        return resources;
    }

    @Override
    public NavigableSet<HostPort> hostPorts() {
        return hostPorts;
    }

    List<Condition> constraints() {
        return constraints;
    }

    List<WeightedCondition> preferences() {
        return preferences;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlacementRequestData that
                && workload.equals(that.workload)
                && placement.equals(that.placement)
                && resources.equals(that.resources)
                && hostPorts.equals(that.hostPorts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(workload, placement, resources, hostPorts);
    }

    @Override
    public String toString() {
        return "request of " + workload;
    }
}
