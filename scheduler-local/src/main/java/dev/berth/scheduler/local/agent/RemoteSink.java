package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.local.agent.wire.Codec;
import dev.berth.scheduler.local.agent.wire.IdCodecs;
import dev.berth.scheduler.local.agent.wire.InstanceCodecs;
import dev.berth.scheduler.local.agent.wire.NodeCodecs;
import dev.berth.scheduler.local.agent.wire.ReportCodecs;
import dev.berth.scheduler.local.agent.wire.RunCodecs;
import dev.berth.scheduler.local.agent.wire.WireException;
import dev.berth.scheduler.local.agent.wire.WireWriter;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.io.IOException;

/** Passes what an observer tells on to a caller; ends the observer when the caller is gone. */
final class RemoteSink implements Sink {
    /** In a request: the caller knows the next two. One that doesn't say so is told each fact for itself. */
    static final String TOGETHER = "together";

    /** Comes after the last of the facts that {@link #TOGETHER} began. */
    static final String ALL = "all";

    private final Reply reply;
    private final boolean groups;
    private boolean synced;

    RemoteSink(Reply reply, boolean groups) {
        this.reply = reply;
        this.groups = groups;
    }

    /** Until all was told once nobody relies on any of it, so that much needs no place on the way. */
    @Override
    public void together(Runnable facts) {
        if (!groups || !synced) {
            facts.run();
            return;
        }
        mark(TOGETHER);
        facts.run();
        mark(ALL);
    }

    private void mark(String event) {
        try {
            reply.item(new WireWriter().text("event", event));
        } catch (IOException e) {
            throw gone(e);
        }
    }

    @Override
    public void workload(WorkloadReport report) {
        tell("workload", report, ReportCodecs.REPORT);
    }

    @Override
    public void instance(Instance instance) {
        tell("instance", instance, InstanceCodecs.INSTANCE);
    }

    @Override
    public void node(Node node) {
        tell("node", node, NodeCodecs.NODE);
    }

    @Override
    public void ended(Instance instance) {
        tell("ended", instance, InstanceCodecs.INSTANCE);
    }

    @Override
    public void run(Run run) {
        tell("run", run, RunCodecs.RUN);
    }

    @Override
    public void runGone(RunId id) {
        tell("runGone", id, RunCodecs.ID);
    }

    @Override
    public void startOver() {
        mark("startOver");
    }

    @Override
    public void controller(boolean lives) {
        try {
            reply.item(new WireWriter().text("event", "controller").flag("lives", lives));
        } catch (IOException e) {
            throw gone(e);
        }
    }

    @Override
    public void gone(WorkloadId id) {
        tell("gone", id, IdCodecs.WORKLOAD);
    }

    @Override
    public void nodeGone(NodeId id) {
        tell("nodeGone", id, IdCodecs.NODE);
    }

    @Override
    public boolean synced() {
        synced = true;
        mark("synced");
        try {
            return reply.awaitAnswer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw gone(e);
        }
    }

    private <T> void tell(String event, T value, Codec<T> codec) {
        try {
            reply.item(new WireWriter().text("event", event).object("value", value, codec));
        } catch (IOException e) {
            throw gone(e);
        }
    }

    private static SchedulerException gone(Exception cause) {
        return cause instanceof WireException
                ? new BackendException("the agent can't tell this: " + cause.getMessage(), Effect.NONE, "", cause)
                : ContactException.unavailable("whoever watched is gone", Effect.NONE, cause);
    }
}
