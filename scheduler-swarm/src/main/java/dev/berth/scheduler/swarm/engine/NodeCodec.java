package dev.berth.scheduler.swarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Nodes in the JSON of the Engine API. */
public final class NodeCodec {
    /** What a manager says of itself where it was told to listen everywhere. */
    private static final String EVERY_ADDRESS = "0.0.0.0";

    private NodeCodec() {}

    public static List<NodeObject> list(InputStream text) throws IOException {
        return EngineJson.list(text, NodeCodec::of);
    }

    private static NodeObject of(ObjectNode node) throws UnexpectedAnswerException {
        ObjectNode spec = EngineJson.part(node, "Spec");
        JsonNode description = node.path("Description");
        JsonNode platform = description.path("Platform");
        JsonNode resources = description.path("Resources");
        return new NodeObject(
                EngineJson.required(node, "ID"),
                EngineJson.index(node),
                description.path("Hostname").asText(""),
                address(node),
                EngineJson.texts(spec.path("Labels")),
                EngineJson.texts(description.path("Engine").path("Labels")),
                spec.path("Role").asText(""),
                spec.path("Availability").asText(""),
                node.path("Status").path("State").asText(""),
                platform.path("OS").asText(""),
                platform.path("Architecture").asText(""),
                resources.path("NanoCPUs").asLong(),
                resources.path("MemoryBytes").asLong(),
                spec);
    }

    private static String address(JsonNode node) {
        String seen = node.path("Status").path("Addr").asText("");
        String manager = node.path("ManagerStatus").path("Addr").asText("");
        int port = manager.lastIndexOf(':');
        if (!seen.isEmpty() && !seen.equals(EVERY_ADDRESS)) {
            return seen;
        }
        return port > 0 ? manager.substring(0, port) : "";
    }
}
