package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.local.agent.wire.LogCodecs;
import dev.berth.scheduler.local.agent.wire.WireObject;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.LogLine;
import java.time.Duration;
import java.util.Optional;

/** Log lines as they come over one connection. */
final class AgentLogFeed implements Feed<LogLine> {
    private final Conversation conversation;
    private final Conversations agent;
    private final Call call;

    AgentLogFeed(Conversation conversation, Conversations agent, Call call) {
        this.conversation = conversation;
        this.agent = agent;
        this.call = call;
    }

    @Override
    public Optional<LogLine> poll(Duration timeout) throws InterruptedException {
        if (ended()) {
            return Optional.empty();
        }
        Duration left = call.remaining();
        try {
            WireObject item = conversation.next(Call.within(left.compareTo(timeout) < 0 ? left : timeout));
            if (item == null) {
                nothingCame();
                return Optional.empty();
            }
            return Optional.of(Wire.answer(item, in -> in.object("line", LogCodecs.LINE)));
        } catch (BrokenConnection e) {
            close();
            throw call.isCancelled()
                    ? ContactException.cancelled("reading logs was cancelled", Effect.NONE)
                    : Conversations.lost(e, Effect.NONE);
        }
    }

    private void nothingCame() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while waiting for log lines");
        }
        if (!ended() && call.isOver()) {
            close();
            call.check("reading logs", Effect.NONE);
        }
    }

    @Override
    public boolean ended() {
        return conversation.ended();
    }

    @Override
    public void close() {
        agent.end(conversation);
    }
}
