package dev.berth.scheduler.core.testing;

import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;

/** Specs that tests start from. */
public final class Specs {
    public static final WorkloadId WEB = WorkloadId.of("demo", "web");

    private Specs() {}

    public static WorkloadSpec web(int replicas) {
        return web(replicas, "1");
    }

    public static WorkloadSpec web(int replicas, String argument) {
        return workload(WEB, replicas, argument);
    }

    public static WorkloadSpec workload(WorkloadId id, int replicas, String argument) {
        return WorkloadSpec.builder(id, Mode.replicated(replicas))
                .task(Task.main(ProcessArtifact.builder("/bin/web")
                                .arguments(argument)
                                .build())
                        .build())
                .build();
    }
}
