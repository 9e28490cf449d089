package dev.berth.scheduler.engine;

import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;

/** What one instance of a workload asks of the node it is to be on. Immutable. */
public sealed interface PlacementRequest permits PlacementRequestData {
    WorkloadId workload();

    Placement placement();

    /** Counted against what the node has (rule PLC-7); what is empty or 0 is available everywhere. */
    ResourceAmounts resources();

    /** Those the instance needs for itself. */
    NavigableSet<HostPort> hostPorts();

    /**
     * What an instance of this spec asks: of each resource the sum over MAIN and SIDECARs, which run together, or the
     * most of any INIT and the SIDECARs listed before it, which run before MAIN, whichever is more; and the FIXED ports of
     * all tasks.
     */
    static PlacementRequest of(WorkloadSpec spec) {
        return builder(spec.id())
                .placement(spec.placement())
                .tasks(spec.tasks())
                .build();
    }

    static Builder builder(WorkloadId workload) {
        return new Builder(workload);
    }

    /** Builds a {@link PlacementRequest}; not thread-safe. */
    final class Builder {
        private final WorkloadId workload;
        private Placement placement = Placement.ANYWHERE;
        private ResourceAmounts resources = ResourceAmounts.NONE;
        private final NavigableSet<HostPort> hostPorts = new TreeSet<>();

        private Builder(WorkloadId workload) {
            this.workload = workload;
        }

        public Builder placement(Placement where) {
            this.placement = where;
            return this;
        }

        public Builder resources(ResourceAmounts requests) {
            this.resources = requests;
            return this;
        }

        /** The resources and host ports that these tasks of one instance need together. */
        public Builder tasks(Collection<Task> all) {
            return resources(TaskDemand.resources(all)).hostPorts(TaskDemand.hostPorts(all));
        }

        public Builder hostPorts(Collection<HostPort> ports) {
            this.hostPorts.addAll(ports);
            return this;
        }

        /**
         * Builds the request.
         *
         * @throws IllegalArgumentException when a constraint or preference is none that a valid spec may have
         */
        public PlacementRequest build() {
            return new PlacementRequestData(workload, placement, resources, hostPorts);
        }
    }
}
