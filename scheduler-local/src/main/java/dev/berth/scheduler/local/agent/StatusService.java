package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.local.agent.wire.Protocol;
import dev.berth.scheduler.local.agent.wire.WireWriter;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.io.IOException;
import java.time.Duration;

/** Says how the agent itself is doing. */
final class StatusService {
    private final Backend backend;
    private final long startedNanos = System.nanoTime();

    StatusService(Backend backend) {
        this.backend = backend;
    }

    void serve(Reply reply, Call call) throws IOException, InterruptedException {
        Count count = new Count();
        backend.observe(Selector.all(), count, call);
        AgentStatus status = new AgentStatus(
                ProcessHandle.current().pid(),
                Protocol.product(),
                Duration.ofNanos(System.nanoTime() - startedNanos),
                ProcessMark.residentBytes(),
                count.workloads,
                count.instances);
        reply.item(new WireWriter().object("status", status, AgentStatus.CODEC));
    }

    /** Counts one snapshot. */
    private static final class Count implements Sink {
        private int workloads;
        private int instances;

        @Override
        public void workload(WorkloadReport report) {
            workloads++;
        }

        @Override
        public void instance(Instance instance) {
            instances++;
        }

        @Override
        public void node(Node node) {}

        @Override
        public void ended(Instance instance) {}

        @Override
        public void gone(WorkloadId id) {}

        @Override
        public void nodeGone(NodeId id) {}

        @Override
        public boolean synced() {
            return false;
        }
    }
}
