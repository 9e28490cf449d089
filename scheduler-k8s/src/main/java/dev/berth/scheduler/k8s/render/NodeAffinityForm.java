package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Preference;
import java.util.ArrayList;
import java.util.List;

/** Constraints and preferences as node affinity. Terms are alternatives, all of one term must hold. */
final class NodeAffinityForm {
    private NodeAffinityForm() {}

    /** Empty when any node will do. */
    static ObjectNode of(Placement placement) {
        ObjectNode affinity = Json.object();
        ArrayNode terms = terms(placement.constraints());
        if (!terms.isEmpty()) {
            affinity.set(
                    "requiredDuringSchedulingIgnoredDuringExecution",
                    Json.object().set("nodeSelectorTerms", terms));
        }
        ArrayNode preferred = preferred(placement.preferences());
        if (!preferred.isEmpty()) {
            affinity.set("preferredDuringSchedulingIgnoredDuringExecution", preferred);
        }
        return affinity;
    }

    private static ArrayNode preferred(List<Preference> preferences) {
        ArrayNode preferred = Json.array();
        for (Preference preference : preferences) {
            for (var term : terms(List.of(preference.constraint()))) {
                ObjectNode weighted = Json.object().put("weight", preference.weight());
                preferred.add(weighted.set("preference", term));
            }
        }
        return preferred;
    }

    /** A field takes one value only, so each name that a node may have is an alternative. */
    private static ArrayNode terms(List<Constraint> constraints) {
        ArrayNode expressions = Json.array();
        List<ObjectNode> fields = new ArrayList<>();
        List<List<String>> names = new ArrayList<>();
        for (Constraint constraint : constraints) {
            if (constraint.attribute().family() != NodeAttribute.Family.NODE_ID) {
                expressions.add(requirement(NodeKeys.label(constraint.attribute()), constraint));
            } else {
                name(constraint, fields, names);
            }
        }
        ArrayNode terms = Json.array();
        alternatives(names).forEach(name -> {
            ObjectNode term = term(expressions, fields, name);
            if (!term.isEmpty()) {
                terms.add(term);
            }
        });
        return terms;
    }

    private static void name(Constraint constraint, List<ObjectNode> fields, List<List<String>> names) {
        switch (constraint.operator()) {
            case EQUALS, IN -> names.add(constraint.values());
            case NOT_EQUALS, NOT_IN -> constraint.values().forEach(value -> fields.add(field("NotIn", value)));
            case EXISTS -> {} // Every node has a name.
            case NOT_EXISTS, MATCHES -> throw refused(constraint);
        }
    }

    /** Each list of names to be in the term of an alternative; no names are one alternative. */
    private static List<List<String>> alternatives(List<List<String>> names) {
        if (names.isEmpty()) {
            return List.of(List.of());
        }
        List<List<String>> alternatives = new ArrayList<>();
        for (String name : names.get(0)) {
            if (names.stream().allMatch(allowed -> allowed.contains(name))) {
                alternatives.add(List.of(name));
            }
        }
        // Nothing fits: every list's first name at once, which no node has.
        return alternatives.isEmpty()
                ? List.of(names.stream().map(allowed -> allowed.get(0)).toList())
                : alternatives;
    }

    private static ObjectNode term(ArrayNode expressions, List<ObjectNode> fields, List<String> names) {
        ObjectNode term = Json.object();
        if (!expressions.isEmpty()) {
            term.set("matchExpressions", expressions.deepCopy());
        }
        ArrayNode all = Json.array();
        names.forEach(name -> all.add(field("In", name)));
        all.addAll(fields);
        if (!all.isEmpty()) {
            term.set("matchFields", all);
        }
        return term;
    }

    private static ObjectNode field(String operator, String name) {
        ObjectNode node = Json.object().put("key", "metadata.name").put("operator", operator);
        return node.set("values", Json.array(List.of(name)));
    }

    private static ObjectNode requirement(String key, Constraint constraint) {
        ObjectNode node = Json.object().put("key", key).put("operator", operator(constraint));
        if (!constraint.values().isEmpty()) {
            node.set("values", Json.array(constraint.values()));
        }
        return node;
    }

    private static String operator(Constraint constraint) {
        return switch (constraint.operator()) {
            case EQUALS, IN -> "In";
            case NOT_EQUALS, NOT_IN -> "NotIn";
            case EXISTS -> "Exists";
            case NOT_EXISTS -> "DoesNotExist";
            case MATCHES -> throw refused(constraint);
        };
    }

    private static IllegalArgumentException refused(Constraint constraint) {
        return new IllegalArgumentException(constraint.operator() + " on " + constraint.attribute()
                + " can't be had here; it is refused before it is rendered");
    }
}
