package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.local.agent.wire.IdCodecs;
import dev.berth.scheduler.local.agent.wire.InstanceCodecs;
import dev.berth.scheduler.local.agent.wire.NodeCodecs;
import dev.berth.scheduler.local.agent.wire.ReportCodecs;
import dev.berth.scheduler.local.agent.wire.RunCodecs;
import dev.berth.scheduler.local.agent.wire.WireException;
import dev.berth.scheduler.local.agent.wire.WireObject;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Sink;
import java.io.IOException;

/** Tells a sink what the agent's observer tells. What the sink hasn't taken waits in the socket, then in the agent. */
final class AgentObserver {
    private final Conversation conversation;
    private final Sink out;
    private final Call call;

    AgentObserver(Conversation conversation, Sink out, Call call) {
        this.conversation = conversation;
        this.out = out;
        this.call = call;
    }

    void run() throws InterruptedException {
        try {
            WireObject event = conversation.next(call);
            while (event != null) {
                deliver(event);
                event = conversation.next(call);
            }
        } catch (BrokenConnection e) {
            if (!call.isCancelled()) {
                throw Conversations.lost(e, Effect.NONE);
            }
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while observing");
        }
        if (!conversation.ended() && !call.isCancelled()) {
            call.check("reading what the local agent tells", Effect.NONE);
        }
    }

    private void deliver(WireObject event) throws BrokenConnection {
        if (Wire.answer(event, in -> in.text("event")).equals("synced")) {
            conversation.answer(out.synced(), call);
        } else {
            Wire.answer(event, this::pass);
        }
    }

    private boolean pass(WireObject event) throws IOException {
        switch (event.text("event")) {
            case "workload" -> out.workload(event.object("value", ReportCodecs.REPORT));
            case "instance" -> out.instance(event.object("value", InstanceCodecs.INSTANCE));
            case "node" -> out.node(event.object("value", NodeCodecs.NODE));
            case "ended" -> out.ended(event.object("value", InstanceCodecs.INSTANCE));
            case "gone" -> out.gone(event.object("value", IdCodecs.WORKLOAD));
            case "run" -> out.run(event.object("value", RunCodecs.RUN));
            case "runGone" -> out.runGone(event.object("value", RunCodecs.ID));
            case "controller" -> out.controller(event.flag("lives"));
            case "nodeGone" -> out.nodeGone(event.object("value", IdCodecs.NODE));
            default -> throw new WireException("event (=" + event.text("event") + ") is not known to this Berth");
        }
        return true;
    }
}
