package dev.berth.scheduler.swarm.status;

import dev.berth.scheduler.swarm.engine.NodeObject;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a node fulfils a constraint as Swarm reads it: keys as written, values whatever their letter case. */
public final class ConstraintMatch {
    private static final Pattern CONSTRAINT = Pattern.compile("\\s*([^=!\\s]+)\\s*(==|!=)\\s*(.*?)\\s*");
    private static final String NODE_LABELS = "node.labels.";
    private static final String ENGINE_LABELS = "engine.labels.";

    private ConstraintMatch() {}

    /** One that isn't understood is taken to be fulfilled: nothing is refused for it. */
    public static boolean matches(String constraint, NodeObject node) {
        Matcher matcher = CONSTRAINT.matcher(constraint);
        if (!matcher.matches()) {
            return true;
        }
        boolean equal = value(matcher.group(1), node).equalsIgnoreCase(matcher.group(3));
        return equal == matcher.group(2).equals("==");
    }

    private static String value(String key, NodeObject node) {
        return switch (key) {
            case "node.id" -> node.id();
            case "node.hostname" -> node.hostname();
            case "node.role" -> node.role().toLowerCase(Locale.ROOT);
            case "node.platform.os" -> node.os();
            case "node.platform.arch" -> node.architecture();
            default -> label(key, node);
        };
    }

    private static String label(String key, NodeObject node) {
        boolean ofNode = key.startsWith(NODE_LABELS);
        Map<String, String> labels = ofNode ? node.labels() : node.engineLabels();
        return labels.getOrDefault(key.substring((ofNode ? NODE_LABELS : ENGINE_LABELS).length()), "");
    }
}
