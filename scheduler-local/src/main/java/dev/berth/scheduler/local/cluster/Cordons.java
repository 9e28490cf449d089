package dev.berth.scheduler.local.cluster;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What operators said of nodes. Of the loop only. */
final class Cordons {
    /** What is stored of a node whose instances are to go; any other word only keeps new ones away. */
    static final String DRAINING = "draining";

    /** Those that are draining too. */
    private final Set<String> cordoned = new TreeSet<>();

    private final Set<String> draining = new TreeSet<>();

    /** Takes in what is stored, by node. */
    void loaded(Map<String, String> nodes) {
        cordoned.addAll(nodes.keySet());
        nodes.forEach((node, said) -> {
            if (said.equals(DRAINING)) {
                draining.add(node);
            }
        });
    }

    boolean isCordoned(String node) {
        return cordoned.contains(node);
    }

    boolean isDraining(String node) {
        return draining.contains(node);
    }

    /** Whether an instance is to leave its node. */
    boolean isDraining(InstanceRow row) {
        return row.site().filter(site -> isDraining(site.node())).isPresent();
    }

    void cordon(String node) {
        cordoned.add(node);
    }

    void drain(String node) {
        cordoned.add(node);
        draining.add(node);
    }

    void free(String node) {
        cordoned.remove(node);
        draining.remove(node);
    }
}
