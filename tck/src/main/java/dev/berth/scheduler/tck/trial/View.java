package dev.berth.scheduler.tck.trial;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the watch has told so far: the present state, and what has ended. Immutable. */
public final class View {
    private final Map<WorkloadId, Workload> workloads;
    private final Map<InstanceId, Instance> instances;
    private final List<Instance> ended;
    private final Map<RunId, Run> runs;

    View(
            Map<WorkloadId, Workload> workloads,
            Map<InstanceId, Instance> instances,
            List<Instance> ended,
            Map<RunId, Run> runs) {
        this.runs = new TreeMap<>(runs);
        this.workloads = new TreeMap<>(workloads);
        this.instances = new TreeMap<>(instances);
        this.ended = new ArrayList<>(ended);
    }

    public Optional<Workload> workload(WorkloadId id) {
        return Optional.ofNullable(workloads.get(id));
    }

    public boolean isIn(WorkloadId id, Phase phase) {
        return workload(id)
                .filter(workload -> workload.status().phase() == phase)
                .isPresent();
    }

    /** Whether a condition of the workload has this reason. */
    public boolean tells(WorkloadId id, String reason) {
        return workload(id).stream()
                .flatMap(workload -> workload.status().conditions().stream())
                .anyMatch(condition -> condition.reason().equals(reason));
    }

    /** All that are there, stopping ones included, by index and id. */
    public List<Instance> all(WorkloadId id) {
        return instances.values().stream()
                .filter(instance -> instance.id().workload().equals(id))
                .sorted(Comparator.<Instance>comparingInt(one -> one.index().orElse(0))
                        .thenComparing(Instance::id))
                .toList();
    }

    /** Those that aren't on their way out, nor lost. */
    public List<Instance> instances(WorkloadId id) {
        return all(id).stream()
                .filter(one -> one.state() != InstanceState.STOPPING
                        && one.state() != InstanceState.COMPLETED
                        && one.state() != InstanceState.LOST)
                .toList();
    }

    public List<Instance> ready(WorkloadId id) {
        return instances(id).stream().filter(Instance::ready).toList();
    }

    public Optional<Instance> instance(InstanceId id) {
        return Optional.ofNullable(instances.get(id));
    }

    /** The last states of those that are gone, in the order of their ends. */
    public List<Instance> ended(WorkloadId id) {
        return ended.stream()
                .filter(instance -> instance.id().workload().equals(id))
                .toList();
    }

    /** All that were told of, newest first: those that were forgotten since, too. */
    public List<Run> runs(WorkloadId id) {
        return runs.values().stream()
                .filter(run -> run.id().workload().equals(id))
                .sorted(Comparator.comparing((Run run) -> run.scheduledAt().orElse(Instant.MIN))
                        .thenComparing(Run::revision)
                        .reversed())
                .toList();
    }

    public Optional<Run> run(RunId id) {
        return Optional.ofNullable(runs.get(id));
    }

    public boolean isIn(RunId id, Run.State state) {
        return run(id).filter(run -> run.state() == state).isPresent();
    }

    /** Of everything but runs. */
    List<Object> ids() {
        List<Object> ids = new ArrayList<>(workloads.keySet());
        ids.addAll(instances.keySet());
        return ids;
    }

    /** Everything but runs, a line each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        workloads.values().forEach(workload -> lines.add(Told.workload(workload)));
        instances.values().forEach(instance -> lines.add("  " + Told.instance(instance)));
        return lines;
    }
}
