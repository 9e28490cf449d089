package dev.berth.scheduler.swarm.engine;

import java.util.Map;

/**
 * A config. Its content never changes, its labels may.
 *
 * @param index changes with every write; an update has to name it
 * @param data its content, as UTF-8
 */
public record ConfigObject(String id, String name, long index, Map<String, String> labels, String data) {
    public ConfigObject {
        labels = Map.copyOf(labels);
    }

    /** Without the content: it has the values of variables and arguments (rule SEC-1). */
    @Override
    public String toString() {
        return "ConfigObject[" + name + ", " + data.length() + " characters]";
    }
}
