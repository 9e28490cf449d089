package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.spec.ResourceAmounts;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A node by configuration: a share of this machine.
 *
 * @param name its id
 * @param attributes what placement may look at, by attribute name, {@code node.id} left out
 * @param capacity what instances may request in all; what isn't stated is not limited
 */
public record NodeSettings(String name, Map<String, String> attributes, ResourceAmounts capacity) {
    public NodeSettings {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }
}
