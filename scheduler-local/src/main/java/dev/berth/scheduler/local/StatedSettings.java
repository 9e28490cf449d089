package dev.berth.scheduler.local;

import dev.berth.scheduler.local.cluster.NodeSettings;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spi.BackendContext;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * The settings that are not the usual ones, in the words of the configuration. What the machine itself would say is left
 * out: a name of the host that changed, or a caller that may use fewer processors, is no other configuration.
 */
record StatedSettings(LocalConfig config, BackendContext context) {
    Map<String, String> words() {
        Map<String, String> words = new TreeMap<>();
        words.put("owner", context.owner());
        if (!config.address().equals(LocalConfig.DEFAULT_ADDRESS)) {
            words.put("address", config.address());
        }
        if (config.firstPort() != LocalConfig.DEFAULT_FIRST_PORT
                || config.lastPort() != LocalConfig.DEFAULT_LAST_PORT) {
            words.put("portRange", config.firstPort() + "-" + config.lastPort());
        }
        if (config.logBytes() != LocalConfig.DEFAULT_LOG_BYTES) {
            words.put("logLimit", new Memory(config.logBytes()).toString());
        }
        config.secretDirectory().ifPresent(path -> words.put("secretDirectory", path.toString()));
        if (!config.nodes().equals(List.of(ThisMachine.node()))) {
            config.nodes().forEach(node -> words.put("nodes." + node.name(), words(node)));
        }
        return words;
    }

    private static String words(NodeSettings node) {
        StringJoiner words = new StringJoiner(", ", "{", "}");
        Map<String, String> attributes = new TreeMap<>(node.attributes());
        attributes.entrySet().removeAll(ThisMachine.attributes().entrySet());
        attributes.forEach((name, value) -> words.add(name + " = " + value));
        ResourceAmounts capacity = node.capacity();
        capacity.cpu().ifPresent(amount -> words.add("cpu = " + amount));
        capacity.memory().ifPresent(amount -> words.add("memory = " + amount));
        capacity.disk().ifPresent(amount -> words.add("disk = " + amount));
        capacity.gpus().ifPresent(count -> words.add("gpus = " + count));
        return words.toString();
    }
}
