package dev.berth.scheduler.swarm.render;

import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.swarm.engine.NodeObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * The attributes of a node by name, in the words in which constraints are rendered: what is told here is what a constraint
 * finds.
 */
public final class NodeAttributes {
    private static final String LABEL = "label:";

    private NodeAttributes() {}

    public static Map<String, String> of(NodeObject node) {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put(NodeAttribute.NODE_ID.name(), node.id());
        attributes.put(NodeAttribute.HOSTNAME.name(), node.hostname());
        attributes.put(NodeAttribute.OS.name(), node.os());
        attributes.put(NodeAttribute.ARCH.name(), Architecture.neutral(node.architecture()));
        copy(node.labels(), AttributeNames.ZONE_LABEL, NodeAttribute.ZONE, attributes);
        copy(node.labels(), AttributeNames.REGION_LABEL, NodeAttribute.REGION, attributes);
        node.labels().forEach((key, value) -> {
            if (AttributeNames.isNodeLabel(key)) {
                attributes.put(LABEL + key, value);
            }
        });
        node.engineLabels().forEach((key, value) -> attributes.put(LABEL + AttributeNames.ENGINE_LABELS + key, value));
        attributes.put(LABEL + AttributeNames.ROLE, node.role());
        return attributes;
    }

    private static void copy(
            Map<String, String> labels, String key, NodeAttribute attribute, Map<String, String> attributes) {
        String value = labels.get(key);
        if (value != null) {
            attributes.put(attribute.name(), value);
        }
    }
}
