package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Whether what is observed has all that is wanted. A server adds defaults and leaves out what is empty, others write fields
 * of their own: only what is wanted is looked at, as only that would be written.
 */
public final class Comparison {
    private static final String TOLERATIONS = "tolerations";

    /** Lists that several may write an element of each, by the field that tells elements apart. */
    static final Map<String, String> KEYS = Map.of(
            "containers", "name",
            "initContainers", "name",
            "env", "name",
            "ports", "name",
            "volumes", "name",
            "volumeMounts", "mountPath",
            "imagePullSecrets", "name");

    private Comparison() {}

    /**
     * Whether nothing of the manifest has to be written. What of ours was there before and is wanted no more is told by the digest of
     * the manifest; a mark of ours that others put there is theirs, and no apply takes it away.
     */
    public static boolean fulfils(ObjectNode wanted, ObjectNode observed) {
        return has(wanted, observed);
    }

    /** Whether pods made of the observed template are as wanted. */
    public static boolean keepsPods(ObjectNode wanted, ObjectNode observed) {
        // These may go without another revision.
        boolean tolerant = wanted.path("spec").has(TOLERATIONS)
                == observed.path("spec").path(TOLERATIONS).isArray();
        return tolerant && has(wanted, observed);
    }

    static boolean has(JsonNode wanted, JsonNode observed) {
        if (wanted instanceof ObjectNode object) {
            return observed.isObject()
                    && object.properties().stream()
                            .allMatch(field -> field(field.getKey(), field.getValue(), observed.path(field.getKey())));
        }
        if (wanted instanceof ArrayNode array) {
            return elements(array, observed);
        }
        return isNothing(wanted) ? isNothing(observed) : isSame(wanted, observed);
    }

    private static boolean field(String name, JsonNode wanted, JsonNode observed) {
        String key = KEYS.get(name);
        if (key != null && wanted instanceof ArrayNode array) {
            return keyed(array, observed, key);
        }
        return has(wanted, observed);
    }

    private static boolean elements(ArrayNode wanted, JsonNode observed) {
        if (wanted.size() != observed.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!has(wanted.get(i), observed.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean keyed(ArrayNode wanted, JsonNode observed, String key) {
        for (JsonNode element : wanted) {
            boolean there = false;
            for (JsonNode candidate : observed) {
                there |= candidate.path(key).equals(element.path(key)) && has(element, candidate);
            }
            if (!there) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(JsonNode wanted, JsonNode observed) {
        boolean numbers = wanted.isIntegralNumber() && observed.isIntegralNumber();
        return numbers ? wanted.asLong() == observed.asLong() : wanted.equals(observed);
    }

    /** A server tells none of these. */
    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || (node.isTextual() && node.asText().isEmpty())
                || (node.isBoolean() && !node.asBoolean())
                || (node.isIntegralNumber() && node.asLong() == 0);
    }
}
