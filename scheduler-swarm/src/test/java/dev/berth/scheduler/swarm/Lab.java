package dev.berth.scheduler.swarm;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The lab's swarm, as {@code ./lab/env swarm} tells it in the environment. */
final class Lab {
    static final String PRESENT = "SWARM_LAB";

    private static final Map<String, String> ENVIRONMENT = System.getenv();

    private Lab() {}

    static String value(String name) {
        String value = ENVIRONMENT.get("SWARM_" + name);
        if (value == null) {
            throw new IllegalStateException("SWARM_" + name + " is not in the environment; see ./lab/env swarm");
        }
        return value;
    }

    static URI socket(String node) {
        return URI.create("unix://" + value(node + "_SOCKET"));
    }

    static URI tcp(String node) {
        return URI.create(value(node + "_TCP"));
    }

    /** A node that is no manager: the last one. */
    static String worker() {
        String[] nodes = value("NODES").split(",", -1);
        return nodes[nodes.length - 1].toUpperCase(Locale.ROOT);
    }

    static SwarmConfig.Tls tls(String whose) {
        Path directory = Path.of(value(whose));
        return new SwarmConfig.Tls(
                directory.resolve("ca.pem"), directory.resolve("cert.pem"), directory.resolve("key.pem"));
    }
}
