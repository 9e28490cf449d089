package dev.berth.scheduler.swarm.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads events from a stream that goes on and on. */
public final class EventCodec implements Closeable {
    private final JsonParser parser;

    public EventCodec(InputStream stream) throws IOException {
        this.parser = EngineJson.parser(stream);
    }

    /** Waits for the next; empty when the stream ended. */
    public Optional<EngineEvent> next() throws IOException {
        ObjectNode node = EngineJson.nextOf(parser);
        if (node == null) {
            return Optional.empty();
        }
        return Optional.of(new EngineEvent(
                node.path("Type").asText(""),
                node.path("Action").asText(""),
                node.path("Actor").path("ID").asText("")));
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
