package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.local.agent.wire.WireObject;
import dev.berth.scheduler.local.agent.wire.WireWriter;
import dev.berth.scheduler.spi.Call;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks the agent. What is known not to have reached it is asked once more, after an agent was found or started again; a
 * read also when its answer broke off. A write that may have arrived is never repeated.
 */
final class Conversations implements AutoCloseable {
    private final AgentSource source;
    private final Introduction introduction;
    private final Set<Conversation> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Conversations(AgentSource source, AgentSettings settings) {
        this.source = source;
        this.introduction = new Introduction(settings);
    }

    /** All items of the answer to a request that changes nothing. */
    List<WireObject> read(WireWriter request, Call call) {
        return ask(Wire.frame(request), call, Effect.NONE);
    }

    /** All items of the answer to a request that changes something. */
    List<WireObject> write(WireWriter request, Call call) {
        return ask(Wire.frame(request), call, Effect.UNKNOWN);
    }

    /** Begins a request whose items are read one by one. */
    Conversation stream(WireWriter request, Call call) {
        ByteBuffer frame = Wire.frame(request);
        try {
            return begin(source.find(call), frame, call, Effect.NONE);
        } catch (BrokenConnection first) {
            try {
                return begin(source.findAgain(call), frame, call, Effect.NONE);
            } catch (BrokenConnection second) {
                throw lost(second, Effect.NONE);
            }
        }
    }

    private List<WireObject> ask(ByteBuffer request, Call call, Effect ifLost) {
        try {
            return items(source.find(call), request, call, ifLost);
        } catch (BrokenConnection first) {
            if (first.sent() && ifLost == Effect.UNKNOWN) {
                throw lost(first, ifLost);
            }
            try {
                return items(source.findAgain(call), request, call, ifLost);
            } catch (BrokenConnection second) {
                throw lost(second, ifLost);
            }
        }
    }

    private List<WireObject> items(AgentEndpoint agent, ByteBuffer request, Call call, Effect ifLost)
            throws BrokenConnection {
        Conversation conversation = begin(agent, request, call, ifLost);
        try {
            List<WireObject> items = new ArrayList<>();
            for (WireObject item = conversation.await(call); item != null; item = conversation.await(call)) {
                items.add(item);
            }
            return items;
        } finally {
            end(conversation);
        }
    }

    private Conversation begin(AgentEndpoint agent, ByteBuffer request, Call call, Effect ifLost)
            throws BrokenConnection {
        Conversation conversation = Conversation.open(agent, request, introduction, call, ifLost);
        open.add(conversation);
        if (closed) {
            end(conversation);
            throw ContactException.cancelled("the client of the agent is closed", ifLost);
        }
        return conversation;
    }

    void end(Conversation conversation) {
        open.remove(conversation);
        conversation.close();
    }

    static SchedulerException lost(BrokenConnection why, Effect ifLost) {
        Effect effect = why.sent() ? ifLost : Effect.NONE;
        String what = why.sent() ? "the agent went away before it answered" : "the agent can't be reached";
        return ContactException.unavailable(what + ": " + why.getMessage(), effect, why);
    }

    /** Ends every call under way. Idempotent. */
    @Override
    public void close() {
        closed = true;
        open.forEach(this::end);
    }
}
