package dev.berth.scheduler.status;

import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.ResourceAmounts;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

record NodeData(
        NodeId id,
        String hostname,
        String address,
        Map<String, String> attributes,
        ResourceAmounts allocatable,
        ResourceAmounts allocated,
        State state,
        boolean schedulable,
        boolean draining)
        implements Node {
    NodeData {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    @Override
    public Builder toBuilder() {
        Builder builder = Node.builder(id, hostname)
                .address(address)
                .allocatable(allocatable)
                .allocated(allocated)
                .state(state)
                .schedulable(schedulable)
                .draining(draining);
        attributes.forEach((name, value) -> builder.attribute(new NodeAttribute(name), value));
        return builder;
    }
}
