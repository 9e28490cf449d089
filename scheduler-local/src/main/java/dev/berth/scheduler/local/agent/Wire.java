package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.local.agent.wire.WireObject;
import dev.berth.scheduler.local.agent.wire.WireWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Turns what can't be written or read into the failures a backend may throw. */
final class Wire {
    private Wire() {}

    /** Writes a request. */
    interface Request {
        WireWriter write() throws IOException;
    }

    /**
     * Reads an answer.
     *
     * @param <T> into what
     */
    interface Answer<T> {
        T read(WireObject item) throws IOException;
    }

    static WireWriter request(Request request) {
        try {
            return request.write();
        } catch (IOException e) {
            throw RefusedException.invalid("", "can't be sent to the agent: " + e.getMessage());
        }
    }

    /** The whole request, with its length. */
    static ByteBuffer frame(WireWriter request) {
        try {
            return request.frame();
        } catch (IOException e) {
            throw RefusedException.invalid("", String.valueOf(e.getMessage()));
        }
    }

    static <T> T answer(WireObject item, Answer<T> answer) {
        try {
            return answer.read(item);
        } catch (IOException e) {
            throw new BackendException(
                    "the agent gave an answer that is none: " + e.getMessage(), Effect.UNKNOWN, "", e);
        }
    }

    static <T> T only(List<WireObject> items, Answer<T> answer) {
        if (items.size() != 1) {
            throw new BackendException(
                    "the agent gave " + items.size() + " answers instead of one", Effect.UNKNOWN, "", null);
        }
        return answer(items.get(0), answer);
    }
}
