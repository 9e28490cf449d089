package dev.berth.scheduler.swarm.render;

import dev.berth.scheduler.spec.NodeAttribute;

/**
 * What constraints call the attributes of nodes. Zone and region are the node labels of these names, whoever renders: a
 * name from a configuration would make two clients render one spec in two ways.
 */
public final class AttributeNames {
    public static final String ROLE = "node.role";
    static final String ENGINE_LABELS = "engine.labels.";
    static final String ZONE_LABEL = "zone";
    static final String REGION_LABEL = "region";

    static final String NODE_LABELS = "node.labels.";
    static final String NODE_ID = "node.id";
    static final String NODE_HOSTNAME = "node.hostname";
    static final String OS = "node.platform.os";
    static final String ARCH = "node.platform.arch";

    private AttributeNames() {}

    /** {@code label:node.role} and {@code label:engine.labels.KEY} are no node labels, all other labels are. */
    static String inConstraint(NodeAttribute attribute) {
        return switch (attribute.family()) {
            case NODE_ID -> NODE_ID;
            case HOSTNAME -> NODE_HOSTNAME;
            case OS -> OS;
            case ARCH -> ARCH;
            case ZONE -> NODE_LABELS + ZONE_LABEL;
            case REGION -> NODE_LABELS + REGION_LABEL;
            case LABEL -> isNodeLabel(attribute.labelKey()) ? NODE_LABELS + attribute.labelKey() : attribute.labelKey();
            case UNKNOWN -> throw new IllegalArgumentException(attribute + " is no attribute; its spec is invalid");
        };
    }

    /** Whether a label of this key is one of the node's own. */
    static boolean isNodeLabel(String key) {
        return !key.equals(ROLE) && !isEngineLabel(key);
    }

    static boolean isEngineLabel(String key) {
        return key.startsWith(ENGINE_LABELS) && key.length() > ENGINE_LABELS.length();
    }
}
