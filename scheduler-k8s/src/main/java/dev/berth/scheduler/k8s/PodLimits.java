package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.api.NodeObject;
import dev.berth.scheduler.k8s.render.NodeKeys;
import dev.berth.scheduler.k8s.render.WorkloadForm;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where pods may be, as their manifest limits it. Only what Berth renders is understood. Pure. */
final class PodLimits {
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final Set<String> KEEPING_OUT = Set.of("NoSchedule", "NoExecute");

    private PodLimits() {}

    /** How many pods of it one node takes; 0 when it takes any number. */
    static int perNode(ObjectNode manifest) {
        JsonNode pod = WorkloadForm.template(manifest).path("spec");
        JsonNode own = manifest.at("/spec/selector/matchLabels");
        if (hasHostPort(pod) || keepsToItself(pod, own)) {
            return 1;
        }
        for (JsonNode spread : pod.path("topologySpreadConstraints")) {
            if (spread.path("minDomains").asInt() == Integer.MAX_VALUE) {
                return spread.path("maxSkew").asInt();
            }
        }
        return 0;
    }

    /** In the node's network every port is one of the node's. */
    private static boolean hasHostPort(JsonNode pod) {
        boolean all = pod.path("hostNetwork").asBoolean();
        for (JsonNode container : pod.path("containers")) {
            for (JsonNode port : container.path("ports")) {
                if (all || port.path("hostPort").asInt() > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean keepsToItself(JsonNode pod, JsonNode own) {
        for (JsonNode term : pod.path("affinity").path("podAntiAffinity").path(REQUIRED)) {
            if (term.path("topologyKey").asText().equals(NodeKeys.HOSTNAME)
                    && term.at("/labelSelector/matchLabels").equals(own)) {
                return true;
            }
        }
        return false;
    }

    /** Whether something new may be placed there, its resources aside. */
    static boolean isFit(JsonNode pod, NodeObject node) {
        boolean ready = node.conditions().stream()
                .anyMatch(condition -> condition.type().equals("Ready") && condition.isTrue());
        return ready
                && !node.cordoned()
                && node.taints().stream().noneMatch(taint -> KEEPING_OUT.contains(taint.effect()))
                && isWanted(pod, node);
    }

    private static boolean isWanted(JsonNode pod, NodeObject node) {
        JsonNode terms =
                pod.path("affinity").path("nodeAffinity").path(REQUIRED).path("nodeSelectorTerms");
        boolean any = terms.isEmpty();
        for (JsonNode term : terms) {
            any |= holds(term, node);
        }
        return any;
    }

    private static boolean holds(JsonNode term, NodeObject node) {
        for (JsonNode expression : term.path("matchExpressions")) {
            if (!holds(
                    expression,
                    node.metadata().labels().get(expression.path("key").asText()))) {
                return false;
            }
        }
        for (JsonNode field : term.path("matchFields")) {
            if (!holds(field, node.metadata().name())) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(JsonNode expression, @Nullable String value) {
        boolean among = false;
        for (JsonNode wanted : expression.path("values")) {
            among |= wanted.asText().equals(value);
        }
        return switch (expression.path("operator").asText()) {
            case "In" -> among;
            case "NotIn" -> !among;
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            // Of somebody else's making: nothing is known to be against it.
            default -> true;
        };
    }
}
