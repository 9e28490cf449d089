package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.scheduler.k8s.connection.ApiRefusalException;
import dev.berth.scheduler.k8s.connection.StatusObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** Exchanges with a real API server 1.34. */
public final class Recorded {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Recorded() {}

    static JsonNode response(String name) throws IOException {
        try (InputStream file = Recorded.class.getResourceAsStream("/recorded/" + name + ".json")) {
            return JSON.readTree(Objects.requireNonNull(file, name)).path("response");
        }
    }

    public static InputStream body(String name) throws IOException {
        return new ByteArrayInputStream(response(name).path("body").toString().getBytes(StandardCharsets.UTF_8));
    }

    /** One of the lines of a watch. */
    public static byte[] line(String name, int index) throws IOException {
        return response(name).path("lines").path(index).asText().getBytes(StandardCharsets.UTF_8);
    }

    static ApiRefusalException refusal(String name) throws IOException {
        return new ApiRefusalException(
                response(name).path("status").asInt(),
                StatusObject.read(body(name).readAllBytes()),
                Optional.empty());
    }
}
