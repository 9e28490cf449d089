package dev.berth.scheduler.swarm.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Networks in the JSON of the Engine API. */
public final class NetworkCodec {
    /** Of each node, and known to every swarm under these names. */
    private static final Set<String> PREDEFINED = Set.of("bridge", "host");

    private NetworkCodec() {}

    /** Reads the names and ids of those of a list that services may be attached to. */
    public static Set<String> usable(InputStream text) throws IOException {
        List<ObjectNode> all = new ArrayList<>(EngineJson.list(text, node -> node));
        Set<String> usable = new TreeSet<>(PREDEFINED);
        for (ObjectNode network : all) {
            if (network.path("Scope").asText().equals("swarm")
                    && !network.path("Ingress").asBoolean()) {
                usable.add(EngineJson.required(network, "Name"));
                usable.add(EngineJson.required(network, "Id"));
            }
        }
        return usable;
    }
}
