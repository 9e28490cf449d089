package dev.berth.scheduler.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.swarm.engine.NodeObject;
import dev.berth.scheduler.swarm.status.ConstraintMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a rollout that starts the new task first has room for it (rule UPD-5). */
final class SwarmFeasibility {
    private final SwarmClient client;

    SwarmFeasibility(SwarmClient client) {
        this.client = client;
    }

    /** One request, and only where a node takes a limited number of tasks. */
    Optional<Explanation> infeasible(List<NativeObject> rendering, Call call) {
        for (NativeObject object : rendering) {
            if (object.kind().equals(SwarmTranslator.SERVICE)) {
                ObjectNode spec = SwarmTranslator.read(object);
                int most = perNode(spec);
                boolean startsFirst = spec.at("/UpdateConfig/Order").asText().equals("start-first");
                if (startsFirst && most > 0) {
                    return infeasible(spec, most, client.nodes(call));
                }
            }
        }
        return Optional.empty();
    }

    /** How many tasks of it one node takes; 0 when it takes any number. */
    private static int perNode(ObjectNode spec) {
        for (JsonNode port : spec.at("/EndpointSpec/Ports")) {
            if (port.path("PublishMode").asText().equals("host")
                    && port.path("PublishedPort").asInt() > 0) {
                return 1;
            }
        }
        return spec.at("/Mode").has("Global")
                ? 0
                : spec.at("/TaskTemplate/Placement/MaxReplicas").asInt(0);
    }

    private static Optional<Explanation> infeasible(ObjectNode spec, int most, List<NodeObject> nodes) {
        int replicas = spec.at("/Mode/Replicated/Replicas").asInt(0);
        List<String> constraints = new ArrayList<>();
        spec.at("/TaskTemplate/Placement/Constraints").forEach(one -> constraints.add(one.asText()));
        int unfit = (int) nodes.stream()
                .filter(node -> !isAvailable(node)
                        || !constraints.stream().allMatch(constraint -> ConstraintMatch.matches(constraint, node)))
                .count();
        int fit = nodes.size() - unfit;
        if (replicas == 0 || fit * most > replicas) {
            return Optional.empty();
        }
        List<Explanation.Reason> reasons = new ArrayList<>();
        reasons.add(new Explanation.Reason(fit, "have as many of its instances as they take, and none may stop first"));
        if (unfit > 0) {
            reasons.add(new Explanation.Reason(unfit, "are not eligible"));
        }
        return Optional.of(new Explanation(nodes.size(), reasons));
    }

    private static boolean isAvailable(NodeObject node) {
        return node.state().equals("ready") && node.availability().equals("active");
    }
}
