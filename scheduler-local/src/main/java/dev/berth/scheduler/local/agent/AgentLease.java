package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import java.io.IOException;
import java.util.Optional;

/** A lease that the agent keeps for as long as the connection stands. The first thing to come is its loss. */
final class AgentLease implements Lease {
    private final Conversation conversation;
    private final Conversations agent;
    private volatile boolean lost;

    private AgentLease(Conversation conversation, Conversations agent) {
        this.conversation = conversation;
        this.agent = agent;
    }

    /** Waits for the agent's word. */
    static Optional<Lease> take(Conversation conversation, Conversations agent, Call call) {
        boolean held = false;
        try {
            held = conversation.await(call) != null;
            return held ? Optional.of(new AgentLease(conversation, agent)) : Optional.empty();
        } catch (BrokenConnection e) {
            throw Conversations.lost(e, Effect.NONE);
        } finally {
            if (!held) {
                agent.end(conversation);
            }
        }
    }

    @Override
    public synchronized boolean isHeld() {
        if (!lost) {
            lost = ended();
        }
        return !lost;
    }

    private boolean ended() {
        try {
            return conversation.ended() || conversation.hasNews();
        } catch (IOException e) {
            // A connection that can't be asked is one that is gone, and the lease with it.
            return true;
        }
    }

    @Override
    public void close() {
        lost = true;
        agent.end(conversation);
    }
}
