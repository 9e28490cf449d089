package dev.berth.scheduler.tck.trial;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.Nodes;
import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.Workloads;
import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.WatchEvent;
import java.time.Duration;
import java.util.List;

/** The scheduler as tests see it: every call is written down, and every refusal judged. */
final class JudgedScheduler implements Scheduler {
    private final Scheduler scheduler;
    private final Judging judging;

    JudgedScheduler(Scheduler scheduler, Judging judging) {
        this.scheduler = scheduler;
        this.judging = judging;
    }

    @Override
    public BackendInfo describe() {
        return scheduler.describe();
    }

    @Override
    public Workloads workloads() {
        return new JudgedWorkloads(scheduler.workloads(), judging);
    }

    @Override
    public Nodes nodes() {
        Nodes nodes = scheduler.nodes();
        return new Nodes() {
            @Override
            public List<Node> list() {
                return judging.referee().other(nodes::list);
            }

            @Override
            public void schedulable(NodeId node, boolean value) {
                judging.history().add("call", (value ? "uncordon " : "cordon ") + node);
                judging.referee().other(() -> {
                    nodes.schedulable(node, value);
                    return node;
                });
            }

            @Override
            public void drain(NodeId node) {
                judging.history().add("call", "drain " + node);
                judging.referee().other(() -> {
                    nodes.drain(node);
                    return node;
                });
            }
        };
    }

    @Override
    public Feed<WatchEvent> watch(Selector selector) {
        return judging.referee().other(() -> scheduler.watch(selector));
    }

    @Override
    public Feed<LogLine> logs(LogQuery query) {
        return judging.referee().other(() -> scheduler.logs(query));
    }

    @Override
    public Scheduler within(Duration perCall) {
        return new JudgedScheduler(scheduler.within(perCall), judging);
    }
}
