package dev.berth.scheduler.spec;

/**
 * The network that instances are in.
 *
 * @param kind which sort
 * @param name the orchestrator's name for it when {@code kind} is NAMED, else empty
 */
public record Network(Kind kind, String name) {
    /** The backend's own default. */
    public static final Network DEFAULT = new Network(Kind.DEFAULT, "");

    public static final Network HOST = new Network(Kind.HOST, "");
    public static final Network BRIDGE = new Network(Kind.BRIDGE, "");

    /** A network that exists in the orchestrator already. */
    public static Network named(String name) {
        return new Network(Kind.NAMED, name);
    }

    /** The sorts of network. */
    public enum Kind {
        DEFAULT,
        HOST,
        BRIDGE,
        NAMED
    }
}
