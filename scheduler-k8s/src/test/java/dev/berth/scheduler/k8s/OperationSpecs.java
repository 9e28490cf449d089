package dev.berth.scheduler.k8s;

import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.SecretReference;
import dev.berth.scheduler.spec.StopPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.Volume;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.time.Duration;
import java.util.List;

/**
 * Workloads of every mode, of one namespace, that between them have every kind of object.
 *
 * @param image what has {@code /bin/sh}
 */
record OperationSpecs(String namespace, String image) {
    /** One of each mode. */
    List<WorkloadSpec> all() {
        return List.of(first(), spec("agent", Mode.global(), task()).build(), once(), cron());
    }

    /** With a file and a name to be found by. */
    WorkloadSpec first() {
        return spec("web", Mode.replicated(2), task().file(new TaskFile.Config("/etc/settings", "x", 0444)))
                .discoveryName("shop")
                .build();
    }

    private WorkloadSpec once() {
        return spec("once", Mode.batch(), task()).build();
    }

    WorkloadSpec cron() {
        return spec("nightly", Cron.builder("0 3 * * *").build(), task()).build();
    }

    /** One whose secret and volume are nowhere, and which no node takes. */
    WorkloadSpec needy() {
        EnvironmentValue secret = EnvironmentValue.secret(new SecretReference("login", "password"));
        return spec("needy", Mode.replicated(1), task().environment("PASSWORD", secret))
                .volume(new Volume.Named("data", "shop-data"))
                .placement(Placement.builder()
                        .constraint(Constraint.equalTo(NodeAttribute.label("disk"), "none"))
                        .maximumPerNode(1)
                        .build())
                .rollout(RolloutPolicy.builder()
                        .maximumUnavailable(Amount.of(0))
                        .maximumSurge(Amount.of(1))
                        .build())
                .build();
    }

    private WorkloadSpec.Builder spec(String name, Mode mode, Task.Builder task) {
        return WorkloadSpec.builder(WorkloadId.of(namespace, name), mode).task(task.build());
    }

    private Task.Builder task() {
        return Task.main(ImageArtifact.builder(image)
                        .entrypoint(List.of("/bin/sh", "-c"))
                        .arguments(List.of("echo hello; trap 'exit 0' TERM; sleep 1000 & wait"))
                        .build())
                .stop(new StopPolicy("TERM", Duration.ofSeconds(1)));
    }
}
