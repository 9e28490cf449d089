package dev.berth.scheduler.engine;

import dev.berth.scheduler.status.Node;
import java.util.ArrayList;
import java.util.List;

/** The filters that look at a node alone. Nodes that pass are the usable ones: their values are the spread's domains. */
final class NodeFilters {
    private NodeFilters() {}

    static List<Filter> of(PlacementRequestData request) {
        List<Filter> filters = evenCordoned(request);
        filters.add(1, new Schedulable());
        return filters;
    }

    /** The same for what a cordon doesn't keep away. */
    static List<Filter> evenCordoned(PlacementRequestData request) {
        List<Filter> filters = new ArrayList<>();
        filters.add(new Ready());
        request.constraints().forEach(condition -> filters.add(new Constrained(condition)));
        return filters;
    }

    private record Ready() implements Filter {
        @Override
        public boolean passes(NodeState node) {
            return node.state() == Node.State.READY;
        }

        @Override
        public String explain(NodeState node) {
            return switch (node.state()) {
                case READY -> "ready";
                case NOT_READY -> "not ready";
                case LOST -> "lost";
                case UNKNOWN -> "of unknown state";
            };
        }
    }

    private record Schedulable() implements Filter {
        @Override
        public boolean passes(NodeState node) {
            return node.isSchedulable();
        }

        @Override
        public String explain(NodeState node) {
            return "cordoned";
        }
    }

    private record Constrained(Condition condition) implements Filter {
        @Override
        public boolean passes(NodeState node) {
            return condition.holdsOn(node);
        }

        @Override
        public String explain(NodeState node) {
            return condition.violation();
        }
    }
}
