package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.Nodes;
import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.Workloads;
import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.WatchEvent;
import dev.berth.scheduler.status.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An orchestrator in memory: what is applied is there at once, the rest happens when the test says so. */
final class FakeScheduler implements Scheduler {
    final Map<WorkloadId, Workload> workloads = new TreeMap<>();
    final Map<InstanceId, Instance> instances = new TreeMap<>();
    final Map<WorkloadId, SchedulerException> failures = new TreeMap<>();
    /** What was said of nodes last. */
    final Map<NodeId, Boolean> schedulable = new TreeMap<>(Comparator.comparing(NodeId::value));

    final List<NodeId> drained = new ArrayList<>();

    final List<Node> nodes = new ArrayList<>();
    final List<LogLine> logs = new ArrayList<>();
    final List<WatchEvent> later = new ArrayList<>();
    final List<LogQuery> logQueries = new ArrayList<>();
    final FakeWorkloads verbs = new FakeWorkloads(this);
    Optional<Duration> perCall = Optional.empty();
    boolean interruptsWatch;

    /** Whether a watch tells nothing at all, as when the backend doesn't answer. */
    boolean mute;

    /** Whether a watch goes on, silently, after what comes later. */
    boolean staysOpen;

    @Override
    public BackendInfo describe() {
        return BackendInfo.builder("fake", "Fake Orchestrator", "1.0")
                .declare(Capabilities.MODE_REPLICATED, Support.nativeSupport())
                .declare(Capabilities.ARTIFACT_PROCESS, Support.emulated("under a shim"))
                .declare(Capabilities.MODE_BATCH, Support.unsupported("comes later"))
                .build();
    }

    @Override
    public Workloads workloads() {
        return verbs;
    }

    @Override
    public Nodes nodes() {
        return new Nodes() {
            @Override
            public List<Node> list() {
                return nodes;
            }

            @Override
            public void schedulable(NodeId node, boolean value) {
                schedulable.put(node, value);
            }

            @Override
            public void drain(NodeId node) {
                drained.add(node);
            }
        };
    }

    @Override
    public Feed<WatchEvent> watch(Selector selector) {
        List<WatchEvent> events = new ArrayList<>();
        verbs.list(selector).forEach(workload -> events.add(new WatchEvent.Changed(workload)));
        verbs.instances(selector).forEach(instance -> events.add(new WatchEvent.InstanceChanged(instance)));
        events.add(new WatchEvent.Synced(false));
        events.addAll(later);
        return new ListFeed<>(mute ? List.of() : events, interruptsWatch, staysOpen);
    }

    @Override
    public Feed<LogLine> logs(LogQuery query) {
        logQueries.add(query);
        return new ListFeed<>(
                logs.stream()
                        .filter(line ->
                                query.instance().map(line.instance()::equals).orElse(true))
                        .toList(),
                false,
                staysOpen && query.follow());
    }

    @Override
    public Scheduler within(Duration limit) {
        perCall = Optional.of(limit);
        return this;
    }

    private static final class ListFeed<T> implements Feed<T> {
        private final List<T> left;
        private final boolean interrupts;
        private final boolean open;

        ListFeed(List<T> elements, boolean interrupts, boolean open) {
            this.left = new ArrayList<>(elements);
            this.interrupts = interrupts;
            this.open = open;
        }

        @Override
        public Optional<T> poll(Duration timeout) throws InterruptedException {
            if (!left.isEmpty()) {
                return Optional.of(left.remove(0));
            }
            if (interrupts) {
                throw new InterruptedException("Ctrl-C");
            }
            return Optional.empty();
        }

        @Override
        public boolean ended() {
            return left.isEmpty() && !interrupts && !open;
        }

        @Override
        public void close() {
            left.clear();
        }
    }
}
