package dev.berth.scheduler.swarm.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Labels as an engine takes them. */
public final class Labels {
    /** All of ours begin so; what else there is belongs to somebody else and is left alone. */
    public static final String PREFIX = "dev.berth.";

    /** Before the keys of the spec's own labels, so that one taken off is told from one that somebody else put on. */
    public static final String USER_PREFIX = PREFIX + "label.";

    private Labels() {}

    /** In alphabetical order, so that equal labels are equal bytes. */
    public static ObjectNode json(Map<String, String> labels) {
        ObjectNode node = Json.object();
        new TreeMap<>(labels).forEach(node::put);
        return node;
    }
}
