package dev.berth.scheduler.spec;

/**
 * A property of a node that placement may look at.
 *
 * @param name {@code node.id}, {@code hostname}, {@code zone}, {@code region}, {@code os}, {@code arch} or
 *     {@code label:} and a key
 */
public record NodeAttribute(String name) {
    private static final String LABEL_PREFIX = "label:";

    public static final NodeAttribute NODE_ID = new NodeAttribute("node.id");
    public static final NodeAttribute HOSTNAME = new NodeAttribute("hostname");
    public static final NodeAttribute ZONE = new NodeAttribute("zone");
    public static final NodeAttribute REGION = new NodeAttribute("region");
    public static final NodeAttribute OS = new NodeAttribute("os");
    public static final NodeAttribute ARCH = new NodeAttribute("arch");

    /** The node's label {@code key}: a name of at most 63 characters, after a DNS domain and a slash if needed. */
    public static NodeAttribute label(String key) {
        return new NodeAttribute(LABEL_PREFIX + key);
    }

    /** True when this is one of the attributes above or a label. */
    public boolean isKnown() {
        return family() != Family.UNKNOWN;
    }

    /** The key of a label; empty for every other attribute. */
    public String labelKey() {
        return name.startsWith(LABEL_PREFIX) ? name.substring(LABEL_PREFIX.length()) : "";
    }

    /** The kind of attribute. */
    public Family family() {
        return switch (name) {
            case "node.id" -> Family.NODE_ID;
            case "hostname" -> Family.HOSTNAME;
            case "zone" -> Family.ZONE;
            case "region" -> Family.REGION;
            case "os" -> Family.OS;
            case "arch" -> Family.ARCH;
            default ->
                name.startsWith(LABEL_PREFIX) && name.length() > LABEL_PREFIX.length() ? Family.LABEL : Family.UNKNOWN;
        };
    }

    @Override
    public String toString() {
        return name;
    }

    /** The kinds of attribute that capabilities tell apart. */
    public enum Family {
        NODE_ID,
        HOSTNAME,
        ZONE,
        REGION,
        OS,
        ARCH,
        LABEL,
        /** Not an attribute; a spec that names one is invalid. */
        UNKNOWN
    }
}
