package dev.berth.scheduler.spec;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

record WorkloadSpecData(
        WorkloadId id,
        Mode mode,
        List<Task> tasks,
        Placement placement,
        RolloutPolicy rollout,
        RestartPolicy restart,
        List<Volume> volumes,
        Network network,
        Optional<String> discoveryName,
        Optional<Duration> nodeLossWait,
        Map<String, String> labels,
        Map<String, String> annotations,
        Map<String, NativeOverride> overrides)
        implements WorkloadSpec {
    WorkloadSpecData {
        tasks = List.copyOf(tasks);
        volumes = List.copyOf(volumes);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
        overrides = Collections.unmodifiableMap(new TreeMap<>(overrides));
    }
    /** Short, and without the values of which some might be secret (rule SEC-1). */
    @Override
    public String toString() {
        return "WorkloadSpec[" + id + ", " + mode + "]";
    }

    @Override
    public Builder toBuilder() {
        Builder builder = WorkloadSpec.builder(id, mode)
                .tasks(tasks)
                .placement(placement)
                .rollout(rollout)
                .restart(restart)
                .network(network)
                .nodeLossWait(nodeLossWait)
                .labels(labels)
                .annotations(annotations);
        volumes.forEach(builder::volume);
        discoveryName.ifPresent(builder::discoveryName);
        overrides.values().forEach(builder::override);
        return builder;
    }
}
