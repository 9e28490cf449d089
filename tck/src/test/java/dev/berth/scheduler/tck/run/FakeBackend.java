package dev.berth.scheduler.tck.run;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.Nodes;
import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.Workloads;
import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.Plan;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.Artifact;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Revision;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.WatchEvent;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.tck.backend.BackendUnderTest;
import dev.berth.scheduler.tck.backend.Client;
import dev.berth.scheduler.tck.backend.ProbeProgram;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A backend that claims one capability at the most, runs nothing, and does to edits what a test says. */
final class FakeBackend implements BackendUnderTest, Scheduler, Workloads {
    private final BackendInfo.Builder info = BackendInfo.builder("fake", "Fake", "1");
    private Runnable onOpen = () -> {};
    private Runnable onEdit = () -> {};
    private Runnable onClose = () -> {};
    private double timeScale = 0.005;

    static FakeBackend refusing(String... capabilities) {
        return new FakeBackend().onEdit(() -> {
            throw RefusedException.of(List.of(capabilities).stream()
                    .map(name -> dev.berth.scheduler.error.Problem.unsupported("", name, "is not there"))
                    .toList());
        });
    }

    FakeBackend onOpen(Runnable action) {
        onOpen = action;
        return this;
    }

    FakeBackend onEdit(Runnable action) {
        onEdit = action;
        return this;
    }

    FakeBackend onClose(Runnable action) {
        onClose = action;
        return this;
    }

    FakeBackend slow() {
        timeScale = 1;
        return this;
    }

    FakeBackend claiming(Capability... capabilities) {
        List.of(capabilities).forEach(one -> info.declare(one, Support.nativeSupport()));
        return this;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public double timeScale() {
        return timeScale;
    }

    @Override
    public Client open() {
        onOpen.run();
        return Client.of(this, onClose);
    }

    @Override
    public ProbeProgram probe() {
        return new ProbeProgram() {
            @Override
            public Artifact shell(List<String> arguments) {
                return ProcessArtifact.builder("/bin/sh").arguments(arguments).build();
            }
        };
    }

    @Override
    public BackendInfo describe() {
        return info.build();
    }

    @Override
    public Workloads workloads() {
        return this;
    }

    @Override
    public Nodes nodes() {
        return new Nodes() {
            @Override
            public List<Node> list() {
                return List.of();
            }

            @Override
            public void schedulable(NodeId node, boolean value) {}
        };
    }

    @Override
    public Feed<WatchEvent> watch(Selector selector) {
        return new Feed<>() {
            private final CountDownLatch closed = new CountDownLatch(1);

            @Override
            public Optional<WatchEvent> poll(Duration timeout) throws InterruptedException {
                if (closed.await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new IllegalStateException("polled after it was closed");
                }
                return Optional.empty();
            }

            @Override
            public boolean ended() {
                return closed.getCount() == 0;
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
    }

    @Override
    public Feed<LogLine> logs(LogQuery query) {
        throw RefusedException.unsupported("", "logs", "is not there");
    }

    @Override
    public Scheduler within(Duration perCall) {
        return this;
    }

    @Override
    public Plan plan(Collection<? extends Edit> edits, PlanOptions options) {
        onEdit.run();
        return List::of;
    }

    @Override
    public Applied execute(Plan plan) {
        return new Applied(List.of());
    }

    @Override
    public Applied edit(Collection<? extends Edit> edits, PlanOptions options) {
        onEdit.run();
        return new Applied(List.of());
    }

    @Override
    public Optional<Workload> find(WorkloadId id) {
        return Optional.empty();
    }

    @Override
    public List<Workload> list(Selector selector) {
        return List.of();
    }

    @Override
    public List<Instance> instances(Selector selector) {
        return List.of();
    }

    @Override
    public List<Endpoint> endpoints(WorkloadId id) {
        return List.of();
    }

    @Override
    public List<Run> runs(WorkloadId id) {
        return List.of();
    }

    @Override
    public void cancel(RunId run) {}

    @Override
    public List<Revision> revisions(WorkloadId id) {
        return List.of();
    }

    @Override
    public void close() {}
}
