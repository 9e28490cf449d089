package dev.berth.scheduler.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.swarm.engine.NodeObject;
import dev.berth.scheduler.swarm.render.LetterCase;
import dev.berth.scheduler.swarm.render.NodeConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a swarm lets a service be what it says: whether its secrets and networks are there, whether constraints mean what
 * Swarm makes of them (rule PLC-1), and whether a rollout that starts the new task first has room for it (rule UPD-5). One
 * request at the most for nodes, secrets and networks each, for all that is asked within a call.
 */
final class SwarmFeasibility {
    private static final String NODES_OWN = "host";

    private final AskedOnce<List<NodeObject>> nodes;
    private final AskedOnce<Map<String, String>> secrets;
    private final AskedOnce<Set<String>> networks;

    SwarmFeasibility(SwarmClient client) {
        this.nodes = new AskedOnce<>(client::nodes);
        this.secrets = new AskedOnce<>(client::secrets);
        this.networks = new AskedOnce<>(client::networks);
    }

    /** What tasks would not find, and constraints that Swarm would take for others; asks only where there are some. */
    List<Problem> unmet(List<NativeObject> rendering, Call call) {
        return rendering.stream()
                .filter(object -> object.kind().equals(SwarmTranslator.SERVICE))
                .map(SwarmTranslator::read)
                .flatMap(spec ->
                        Stream.of(missingSecrets(spec, call), missingNetworks(spec, call), misunderstood(spec, call)))
                .flatMap(problems -> problems)
                .toList();
    }

    private Stream<Problem> missingSecrets(ObjectNode spec, Call call) {
        return SwarmFiles.secrets(spec).stream()
                .filter(name -> !secrets.within(call).containsKey(name))
                .map(name -> Problem.of(
                        ErrorCode.INFEASIBLE, "tasks[0].files", "the swarm has no secret named '" + name + "'"));
    }

    private Stream<Problem> missingNetworks(ObjectNode spec, Call call) {
        return spec.at("/TaskTemplate/Networks").findValuesAsText("Target").stream()
                .filter(name ->
                        !name.equals(NODES_OWN) && !networks.within(call).contains(name))
                .map(name -> Problem.of(
                        ErrorCode.INFEASIBLE,
                        "network",
                        "the swarm has no network named '" + name + "' that services may use"));
    }

    private Stream<Problem> misunderstood(ObjectNode spec, Call call) {
        return NodeConstraint.of(spec).isEmpty()
                ? Stream.empty()
                : LetterCase.problems(spec, nodes.within(call)).stream();
    }

    /** Asks only where a node takes a limited number of tasks. */
    Optional<Explanation> infeasible(List<NativeObject> rendering, Call call) {
        for (NativeObject object : rendering) {
            if (object.kind().equals(SwarmTranslator.SERVICE)) {
                ObjectNode spec = SwarmTranslator.read(object);
                int most = perNode(spec);
                boolean startsFirst = spec.at("/UpdateConfig/Order").asText().equals("start-first");
                if (startsFirst && most > 0) {
                    return infeasible(spec, most, nodes.within(call));
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
        List<NodeConstraint> constraints = NodeConstraint.of(spec);
        int unfit = (int) nodes.stream()
                .filter(node -> !SwarmNodes.isAvailable(node)
                        || !constraints.stream().allMatch(constraint -> constraint.holdsOn(node)))
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
}
