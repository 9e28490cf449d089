package dev.berth.scheduler.swarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Services in the JSON of the Engine API. */
public final class ServiceCodec {
    private ServiceCodec() {}

    /** Reads a list that was asked for with the services' status. */
    public static List<ServiceObject> list(InputStream text) throws IOException {
        return EngineJson.list(text, ServiceCodec::of);
    }

    private static ServiceObject of(ObjectNode node) throws UnexpectedAnswerException {
        ObjectNode spec = EngineJson.part(node, "Spec");
        JsonNode counts = node.path("ServiceStatus");
        Optional<UpdateStatus> update = update(node.path("UpdateStatus"));
        return new ServiceObject(
                EngineJson.required(node, "ID"),
                EngineJson.required(spec, "Name"),
                EngineJson.index(node),
                EngineJson.texts(spec.path("Labels")),
                spec,
                // Of interest to whoever supersedes a rollout only, and as large as the spec.
                update.filter(status -> !status.isCompleted())
                        .filter(status -> node.path("PreviousSpec").isObject())
                        .map(status -> EngineJson.part(node, "PreviousSpec")),
                update,
                counts.path("RunningTasks").asInt(),
                counts.path("DesiredTasks").asInt());
    }

    private static Optional<UpdateStatus> update(JsonNode node) throws UnexpectedAnswerException {
        String state = node.path("State").asText("");
        if (state.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new UpdateStatus(
                state,
                EngineJson.time(node.path("StartedAt").asText("")),
                EngineJson.time(node.path("CompletedAt").asText("")),
                node.path("Message").asText("")));
    }
}
