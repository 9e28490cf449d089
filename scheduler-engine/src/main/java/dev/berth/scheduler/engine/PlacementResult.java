package dev.berth.scheduler.engine;

import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.NodeId;
import java.util.Optional;

/** The answer to a {@link PlacementRequest}. */
public sealed interface PlacementResult permits PlacementResult.Placed, PlacementResult.Pending {
    /** Where the instance goes; empty when it can't be placed. */
    Optional<NodeId> node();

    /** Why no node takes the instance (rule PLC-6); empty when it is placed. */
    Optional<Explanation> explanation();

    /** A node takes the instance. */
    record Placed(NodeId chosen) implements PlacementResult {
        @Override
        public Optional<NodeId> node() {
            return Optional.of(chosen);
        }

        @Override
        public Optional<Explanation> explanation() {
            return Optional.empty();
        }
    }

    /** No node takes the instance. */
    record Pending(Explanation reason) implements PlacementResult {
        @Override
        public Optional<NodeId> node() {
            return Optional.empty();
        }

        @Override
        public Optional<Explanation> explanation() {
            return Optional.of(reason);
        }
    }
}
