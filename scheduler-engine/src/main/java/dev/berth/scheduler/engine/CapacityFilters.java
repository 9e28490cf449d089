package dev.berth.scheduler.engine;

import dev.berth.scheduler.spec.WorkloadId;
import java.util.ArrayList;
import java.util.List;

/** The filters that look at what the instances on a node have left of it (rules PLC-2 and PLC-7). */
final class CapacityFilters {
    private CapacityFilters() {}

    static List<Filter> of(PlacementRequest request) {
        List<Filter> filters = new ArrayList<>();
        for (Resource resource : Resource.values()) {
            long requested = resource.requestedIn(request.resources());
            if (requested > 0) {
                filters.add(new Sufficient(resource, requested));
            }
        }
        request.hostPorts().forEach(port -> filters.add(new PortFree(port)));
        request.placement()
                .maximumPerNode()
                .ifPresent(maximum -> filters.add(new BelowMaximum(request.workload(), maximum)));
        return filters;
    }

    private record Sufficient(Resource resource, long requested) implements Filter {
        /** Subtracts instead of adding, as a sum could pass the largest number. */
        @Override
        public boolean passes(NodeState node) {
            return requested
                    <= resource.allocatableIn(node.allocatable()) - node.usage().of(resource);
        }

        @Override
        public String explain(NodeState node) {
            return "insufficient " + resource.title();
        }
    }

    private record PortFree(HostPort port) implements Filter {
        @Override
        public boolean passes(NodeState node) {
            return !node.isTaken(port);
        }

        @Override
        public String explain(NodeState node) {
            return "with host port " + port + " taken";
        }
    }

    private record BelowMaximum(WorkloadId workload, int maximum) implements Filter {
        @Override
        public boolean passes(NodeState node) {
            return node.instancesOf(workload) < maximum;
        }

        @Override
        public String explain(NodeState node) {
            return "at the maximum of " + maximum + " per node";
        }
    }
}
