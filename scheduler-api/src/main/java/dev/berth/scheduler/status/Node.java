package dev.berth.scheduler.status;

import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.ResourceAmounts;
import java.util.Map;
import java.util.TreeMap;

/** A machine, or what a backend takes for one, as observed (rule NOD-1). */
public sealed interface Node permits NodeData {
    NodeId id();

    String hostname();

    /** The address its host ports are reached at; empty when the backend doesn't say. */
    String address();

    /** Every attribute placement may look at, {@code node.id} and {@code hostname} included, by name. */
    Map<String, String> attributes();

    /** What instances may request in all. */
    ResourceAmounts allocatable();

    /** What instances have requested by now. */
    ResourceAmounts allocated();

    State state();

    /** Whether new instances may be placed; false when cordoned. */
    boolean schedulable();

    /** Whether what runs there is to go elsewhere, or has gone (rule NOD-2); such a node is not schedulable. */
    boolean draining();

    Builder toBuilder();

    /** Whether a node is there. */
    enum State {
        READY,
        NOT_READY,
        LOST,
        UNKNOWN
    }

    static Builder builder(NodeId id, String hostname) {
        return new Builder(id, hostname);
    }

    /** Builds a {@link Node}; not thread-safe. */
    final class Builder {
        private final NodeId id;
        private final String hostname;
        private String address = "";
        private final Map<String, String> attributes = new TreeMap<>();
        private ResourceAmounts allocatable = ResourceAmounts.NONE;
        private ResourceAmounts allocated = ResourceAmounts.NONE;
        private State state = State.READY;
        private boolean schedulable = true;
        private boolean draining;

        private Builder(NodeId id, String hostname) {
            this.id = id;
            this.hostname = hostname;
            attributes.put(NodeAttribute.NODE_ID.name(), id.value());
            attributes.put(NodeAttribute.HOSTNAME.name(), hostname);
        }

        public Builder address(String reachedAt) {
            this.address = reachedAt;
            return this;
        }

        public Builder attribute(NodeAttribute attribute, String value) {
            this.attributes.put(attribute.name(), value);
            return this;
        }

        public Builder allocatable(ResourceAmounts amounts) {
            this.allocatable = amounts;
            return this;
        }

        public Builder allocated(ResourceAmounts amounts) {
            this.allocated = amounts;
            return this;
        }

        public Builder state(State observed) {
            this.state = observed;
            return this;
        }

        public Builder schedulable(boolean takesNew) {
            this.schedulable = takesNew;
            return this;
        }

        /** Whether what runs there is to go elsewhere; false by default. */
        public Builder draining(boolean leaving) {
            this.draining = leaving;
            return this;
        }

        public Node build() {
            return new NodeData(
                    id, hostname, address, attributes, allocatable, allocated, state, schedulable, draining);
        }
    }
}
