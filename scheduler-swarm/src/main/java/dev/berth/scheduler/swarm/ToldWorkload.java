package dev.berth.scheduler.swarm;

import dev.berth.scheduler.core.adapter.ToldThings;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.swarm.engine.TaskObject;
import dev.berth.scheduler.swarm.status.Slots;
import dev.berth.scheduler.swarm.status.Tasks;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an observer has told of one workload. Of one thread. */
final class ToldWorkload {
    private final SwarmStatusMapper mapper;
    private final ToldThings<RunId, Run> runs = new ToldThings<>(Run::id, Sink::run, Sink::runGone);
    private @Nullable WorkloadReport report;
    private Map<InstanceId, Instance> instances = new HashMap<>();
    /** Tasks in the manager's history whose end was told, or was before this observer's time. */
    private Set<String> ends = new HashSet<>();

    ToldWorkload(SwarmStatusMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * Adds what is to be told, in order.
     *
     * @param begun whether this observer has looked before: ends before that are not news
     */
    void changes(WorkloadPicture picture, SwarmNodes nodes, boolean begun, List<Consumer<Sink>> facts) {
        List<Run> runsNow = SwarmRuns.of(picture);
        runs.changes(runsNow, facts);
        Slots slots = Slots.of(picture.tasks());
        Map<InstanceId, Instance> now = new HashMap<>();
        for (Instance instance : mapper.instances(picture, slots, nodes)) {
            now.put(instance.id(), remembered(instance));
        }
        ends(picture, slots, nodes, now, begun, facts);
        now.values().stream()
                .filter(instance -> !instance.equals(instances.get(instance.id())))
                .forEach(instance -> facts.add(sink -> sink.instance(instance)));
        instances = now;
        mapper.report(picture, slots, nodes, runsNow)
                .filter(next -> !next.equals(report))
                .ifPresent(next -> {
                    report = next;
                    facts.add(sink -> sink.workload(next));
                });
    }

    /** Of tasks that are over and not present any more, and of those that were forgotten since. */
    private void ends(
            WorkloadPicture picture,
            Slots slots,
            SwarmNodes nodes,
            Map<InstanceId, Instance> now,
            boolean begun,
            List<Consumer<Sink>> facts) {
        Set<String> over = new HashSet<>();
        for (TaskObject task : picture.tasks()) {
            if (Tasks.isOver(task) && !now.containsKey(new InstanceId(picture.id(), task.id()))) {
                over.add(task.id());
                if (begun && !ends.contains(task.id())) {
                    Instance last = remembered(mapper.instance(picture, slots, task, nodes));
                    facts.add(sink -> sink.ended(last));
                }
            }
        }
        instances.values().stream()
                .filter(before -> !now.containsKey(before.id())
                        && !over.contains(before.id().uid()))
                .forEach(before -> facts.add(sink -> sink.ended(unseen(before))));
        ends = over;
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

    /** The manager forgot it between two looks; how it ended is not known (rule OBS-4). */
    private static Instance unseen(Instance last) {
        Instance.Builder gone = last.toBuilder().ready(false);
        return last.state() == InstanceState.STOPPING
                ? gone.build()
                : gone.state(InstanceState.UNKNOWN)
                        .reason(Tasks.UNOBSERVED_END, "it ended and was forgotten between two looks")
                        .build();
    }
}
