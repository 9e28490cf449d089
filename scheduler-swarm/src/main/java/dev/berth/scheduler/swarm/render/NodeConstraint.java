package dev.berth.scheduler.swarm.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.swarm.engine.NodeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A constraint of a service.
 *
 * @param attribute of nodes, in Swarm's words
 * @param equal whether it is to have the value, or not to have it
 */
public record NodeConstraint(String attribute, boolean equal, String value) {
    private static final Pattern TEXT = Pattern.compile("\\s*([^=!\\s]+)\\s*(==|!=)\\s*(.*?)\\s*");

    /** Those of a service's spec, but for what isn't understood: nothing is refused for that. */
    public static List<NodeConstraint> of(ObjectNode service) {
        List<NodeConstraint> constraints = new ArrayList<>();
        for (JsonNode text : service.at("/TaskTemplate/Placement/Constraints")) {
            Matcher parts = TEXT.matcher(text.asText());
            if (parts.matches()) {
                constraints.add(
                        new NodeConstraint(parts.group(1), parts.group(2).equals("=="), parts.group(3)));
            }
        }
        return constraints;
    }

    /** Whether Swarm finds that it holds: it compares values whatever their letter case. */
    public boolean holdsOn(NodeObject node) {
        return own(node).map(own -> own.equalsIgnoreCase(value) == equal).orElse(true);
    }

    /** The node's value, where Swarm takes it for equal and it isn't. */
    Optional<String> mistakenOn(NodeObject node) {
        return own(node).filter(own -> own.equalsIgnoreCase(value) && !own.equals(value));
    }

    /** A label that a node hasn't is as an empty one to Swarm. */
    private Optional<String> own(NodeObject node) {
        return switch (attribute) {
            case AttributeNames.NODE_ID -> Optional.of(node.id());
            case AttributeNames.NODE_HOSTNAME -> Optional.of(node.hostname());
            case AttributeNames.ROLE -> Optional.of(node.role().toLowerCase(Locale.ROOT));
            case AttributeNames.OS -> Optional.of(node.os());
            case AttributeNames.ARCH -> Optional.of(node.architecture());
            default -> label(node);
        };
    }

    private Optional<String> label(NodeObject node) {
        if (attribute.startsWith(AttributeNames.NODE_LABELS)) {
            return Optional.of(
                    node.labels().getOrDefault(attribute.substring(AttributeNames.NODE_LABELS.length()), ""));
        }
        return AttributeNames.isEngineLabel(attribute)
                ? Optional.of(node.engineLabels()
                        .getOrDefault(attribute.substring(AttributeNames.ENGINE_LABELS.length()), ""))
                : Optional.empty();
    }
}
