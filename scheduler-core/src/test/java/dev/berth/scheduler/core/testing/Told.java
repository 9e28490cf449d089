package dev.berth.scheduler.core.testing;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.RunId;
import java.util.Set;

/** What an observer was told last, so that it is told what is no more. */
final class Told {
    private Set<InstanceId> instances = Set.of();
    private Set<WorkloadId> workloads = Set.of();
    private Set<RunId> runs = Set.of();

    void only(Sink out, Set<InstanceId> instancesNow, Set<WorkloadId> workloadsNow, Set<RunId> runsNow) {
        runs.stream().filter(id -> !runsNow.contains(id)).forEach(out::runGone);
        instances.stream()
                .filter(id -> !instancesNow.contains(id))
                .forEach(id ->
                        out.ended(Instance.builder(id, InstanceState.COMPLETED).build()));
        workloads.stream().filter(id -> !workloadsNow.contains(id)).forEach(out::gone);
        instances = Set.copyOf(instancesNow);
        workloads = Set.copyOf(workloadsNow);
        runs = Set.copyOf(runsNow);
    }
}
