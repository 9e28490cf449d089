package dev.berth.scheduler.k8s.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An API server's answer that it won't.
 *
 * @param reason one of Kubernetes' words such as {@code AlreadyExists}; empty when something in between answered
 * @param message a sentence, which may hold values of what was sent
 * @param name of the object; empty when it has none
 * @param continuation with which a list whose token has expired may go on; empty when there is none
 */
public record StatusObject(String reason, String message, String name, String continuation, List<Cause> causes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public StatusObject {
        causes = List.copyOf(causes);
    }

    /**
     * What is wrong with one field.
     *
     * @param reason such as {@code FieldValueInvalid}
     * @param field such as {@code spec.replicas}; may be empty
     */
    public record Cause(String reason, String message, String field) {}

    /** Finds the words in a body, which may come from something in between that knows nothing of Kubernetes. */
    public static StatusObject read(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        try {
            JsonNode node = JSON.readTree(body);
            if (node.path("kind").asText().equals("Status")) {
                return of(node);
            }
        } catch (IOException e) {
            // Not JSON: its text is the message.
            return plain(text);
        }
        return plain(text);
    }

    /** One that is a value of a watch's event. */
    public static StatusObject of(JsonNode node) {
        List<Cause> causes = new ArrayList<>();
        JsonNode details = node.path("details");
        for (JsonNode cause : details.path("causes")) {
            causes.add(new Cause(text(cause, "reason"), text(cause, "message"), text(cause, "field")));
        }
        return new StatusObject(
                text(node, "reason"),
                text(node, "message"),
                text(details, "name"),
                text(node.path("metadata"), "continue"),
                causes);
    }

    private static StatusObject plain(String text) {
        return new StatusObject("", text, "", "", List.of());
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText("");
    }

    /** Whether one of the causes has this reason. */
    public boolean isCausedBy(String cause) {
        return causes.stream().anyMatch(one -> one.reason().equals(cause));
    }
}
