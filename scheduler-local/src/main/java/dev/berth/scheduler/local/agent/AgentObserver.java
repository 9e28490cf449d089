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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells a sink what the agent's observer tells. What the sink hasn't taken waits in the socket, then in the agent. */
final class AgentObserver {
    private final Conversation conversation;
    private final Sink out;
    private final Call call;
    /** What has come of facts that belong together. */
    private @Nullable List<Runnable> group;

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
        switch (Wire.answer(event, in -> in.text("event"))) {
            case "synced" -> conversation.answer(out.synced(), call);
            case RemoteSink.TOGETHER -> group = new ArrayList<>();
            case RemoteSink.ALL -> tellGroup();
            default -> tell(Wire.answer(event, this::fact));
        }
    }

    private void tell(Runnable fact) {
        if (group == null) {
            fact.run();
        } else {
            group.add(fact);
        }
    }

    /** Only now, when all of it is here: the sink may hold a lock while it is told. */
    private void tellGroup() {
        List<Runnable> facts = group == null ? List.of() : group;
        group = null;
        out.together(() -> facts.forEach(Runnable::run));
    }

    private Runnable fact(WireObject event) throws IOException {
        return switch (event.text("event")) {
            case "workload" -> fact(out::workload, event.object("value", ReportCodecs.REPORT));
            case "instance" -> fact(out::instance, event.object("value", InstanceCodecs.INSTANCE));
            case "node" -> fact(out::node, event.object("value", NodeCodecs.NODE));
            case "ended" -> fact(out::ended, event.object("value", InstanceCodecs.INSTANCE));
            case "gone" -> fact(out::gone, event.object("value", IdCodecs.WORKLOAD));
            case "run" -> fact(out::run, event.object("value", RunCodecs.RUN));
            case "runGone" -> fact(out::runGone, event.object("value", RunCodecs.ID));
            case "startOver" -> out::startOver;
            case "controller" -> fact(out::controller, event.flag("lives"));
            case "nodeGone" -> fact(out::nodeGone, event.object("value", IdCodecs.NODE));
            default -> throw new WireException("event (=" + event.text("event") + ") is not known to this Berth");
        };
    }

    private static <T> Runnable fact(Consumer<T> told, T value) {
        return () -> told.accept(value);
    }
}
