package dev.berth.scheduler.swarm.connection;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An engine's answer that it won't, with its words. */
public final class EngineRefusalException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final int status;
    private final String words;

    public EngineRefusalException(int status, String words) {
        super("status " + status);
        this.status = status;
        this.words = words;
    }

    /** Finds the words in the body, which may come from something in between that knows nothing of engines. */
    static EngineRefusalException of(int status, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        try {
            return new EngineRefusalException(
                    status, JSON.readTree(body).path("message").asText(text));
        } catch (IOException e) {
            return new EngineRefusalException(status, text);
        }
    }

    public int status() {
        return status;
    }

    /** What the engine says, as it says it; there may be values of a spec in it. */
    public String words() {
        return words;
    }

    /** Whether another manager has to be asked: this one can neither read nor write the swarm, and has done neither. */
    boolean isNoManager() {
        return words.contains("is not a swarm manager")
                || words.contains("swarm does not have a leader")
                || words.contains("Swarm is encrypted and needs to be unlocked")
                || words.contains("Swarm certificates have expired");
    }

    /** Whether the version has to be agreed on again: the engine is another than before. */
    boolean isOtherVersion() {
        return status == 400 && words.contains("client version ") && words.contains(" is too ");
    }
}
