package dev.berth.scheduler.swarm;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.swarm.engine.TaskObject;
import dev.berth.scheduler.swarm.status.Slots;
import dev.berth.scheduler.swarm.status.Tasks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an observer has told, so that it tells only what changed. Its size is that of what exists. Of one thread. */
final class ToldFacts {
    private final SwarmStatusMapper mapper;
    private final Map<WorkloadId, Told> workloads = new HashMap<>();
    private final Map<NodeId, Node> nodes = new HashMap<>();
    private boolean begun;

    ToldFacts(SwarmStatusMapper mapper) {
        this.mapper = mapper;
    }

    /** What is to be told of a new listing, in order. */
    List<Consumer<Sink>> changes(SwarmView view) {
        List<Consumer<Sink>> facts = new ArrayList<>();
        nodes(view, facts);
        Set<WorkloadId> left = new HashSet<>(workloads.keySet());
        for (WorkloadPicture picture : view.workloads()) {
            left.remove(picture.id());
            workloads
                    .computeIfAbsent(picture.id(), id -> new Told())
                    .changes(mapper, picture, view.nodes(), begun, facts);
        }
        for (WorkloadId id : left) {
            Optional.ofNullable(workloads.remove(id)).ifPresent(told -> told.endAll(facts));
            facts.add(sink -> sink.gone(id));
        }
        begun = true;
        return facts;
    }

    private void nodes(SwarmView view, List<Consumer<Sink>> facts) {
        Set<NodeId> left = new HashSet<>(nodes.keySet());
        for (Node node : mapper.nodes(view.nodes(), view.tasks())) {
            left.remove(node.id());
            if (!node.equals(nodes.put(node.id(), node))) {
                facts.add(sink -> sink.node(node));
            }
        }
        for (NodeId id : left) {
            nodes.remove(id);
            facts.add(sink -> sink.nodeGone(id));
        }
    }

    /** Of one workload. */
    private static final class Told {
        private @Nullable WorkloadReport report;
        private Map<InstanceId, Instance> instances = new HashMap<>();
        private Map<RunId, Run> runs = new HashMap<>();
        /** Tasks in the manager's history whose end was told, or was before this observer's time. */
        private Set<String> ends = new HashSet<>();

        void changes(
                SwarmStatusMapper mapper,
                WorkloadPicture picture,
                SwarmNodes nodes,
                boolean begun,
                List<Consumer<Sink>> facts) {
            List<Run> runsNow = SwarmRuns.of(picture);
            runs(runsNow, facts);
            Slots slots = Slots.of(picture.tasks());
            Map<InstanceId, Instance> now = new HashMap<>();
            for (Instance instance : mapper.instances(picture, slots, nodes)) {
                now.put(instance.id(), remembered(instance));
            }
            Set<String> over = new HashSet<>();
            for (TaskObject task : picture.tasks()) {
                InstanceId id = new InstanceId(picture.id(), task.id());
                if (Tasks.isOver(task) && !now.containsKey(id)) {
                    over.add(task.id());
                    if (begun && !ends.contains(task.id())) {
                        Instance last = remembered(mapper.instance(picture, slots, task, nodes));
                        facts.add(sink -> sink.ended(last));
                    }
                }
            }
            for (Instance before : instances.values()) {
                if (!now.containsKey(before.id()) && !over.contains(before.id().uid())) {
                    facts.add(sink -> sink.ended(unseen(before)));
                }
            }
            ends = over;
            now.values().stream()
                    .filter(instance -> !instance.equals(instances.get(instance.id())))
                    .forEach(instance -> facts.add(sink -> sink.instance(instance)));
            instances = now;
            Optional<WorkloadReport> news = mapper.report(picture, slots, nodes, runsNow);
            news.filter(next -> !next.equals(report)).ifPresent(next -> {
                report = next;
                facts.add(sink -> sink.workload(next));
            });
        }

        private void runs(List<Run> news, List<Consumer<Sink>> facts) {
            Map<RunId, Run> now = new HashMap<>();
            for (Run run : news) {
                now.put(run.id(), run);
                if (!run.equals(runs.get(run.id()))) {
                    facts.add(sink -> sink.run(run));
                }
            }
            runs.keySet().stream()
                    .filter(id -> !now.containsKey(id))
                    .forEach(id -> facts.add(sink -> sink.runGone(id)));
            runs = now;
        }

        /** A manager forgets what was there before an instance; the count of its restarts doesn't go back for that. */
        private Instance remembered(Instance instance) {
            Instance before = instances.get(instance.id());
            Instance after = before == null || before.restarts() <= instance.restarts()
                    ? instance
                    : instance.toBuilder().restarts(before.restarts()).build();
            // The one that was told, so that whoever keeps it and this observer keep the same.
            return before != null && before.equals(after) ? before : after;
        }

        void endAll(List<Consumer<Sink>> facts) {
            instances.values().forEach(last -> facts.add(sink -> sink.ended(unseen(last))));
        }

        /** The manager forgot it between two listings; how it ended is not known (rule OBS-4). */
        private static Instance unseen(Instance last) {
            Instance.Builder gone = last.toBuilder().ready(false);
            return last.state() == InstanceState.STOPPING
                    ? gone.build()
                    : gone.state(InstanceState.UNKNOWN)
                            .reason("UNOBSERVED_END", "it ended and was forgotten between two looks")
                            .build();
        }
    }
}
