package dev.berth.scheduler.k8s.render;

import dev.berth.scheduler.spec.NodeAttribute;

/** The node labels that attributes are. */
public final class NodeKeys {
    public static final String HOSTNAME = "kubernetes.io/hostname";

    private NodeKeys() {}

    /** A node's id is its name, which no label says; where only a label can be named it is the hostname, each node's own. */
    public static String label(NodeAttribute attribute) {
        return switch (attribute.family()) {
            case NODE_ID, HOSTNAME -> HOSTNAME;
            case ZONE -> "topology.kubernetes.io/zone";
            case REGION -> "topology.kubernetes.io/region";
            case OS -> "kubernetes.io/os";
            case ARCH -> "kubernetes.io/arch";
            case LABEL -> attribute.labelKey();
            case UNKNOWN -> throw new IllegalArgumentException(attribute + " is no attribute; its spec is invalid");
        };
    }

    /** Whether each node is a place of its own there. */
    public static boolean isOneNode(NodeAttribute attribute) {
        return label(attribute).equals(HOSTNAME);
    }
}
