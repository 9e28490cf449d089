package dev.berth.scheduler.spec;

/**
 * Even distribution over the values of an attribute (rules PLC-4 and PLC-5).
 *
 * @param attribute whose values are the domains
 * @param maximumSkew by how many instances the fullest usable domain may exceed the emptiest, 1 or more
 * @param required whether it may block; else it is a preference
 */
public record Spread(NodeAttribute attribute, int maximumSkew, boolean required) {
    /** One that may block. */
    public static Spread required(NodeAttribute attribute, int maximumSkew) {
        return new Spread(attribute, maximumSkew, true);
    }

    /** One that never blocks, as even as can be. */
    public static Spread preferred(NodeAttribute attribute) {
        return new Spread(attribute, 1, false);
    }
}
