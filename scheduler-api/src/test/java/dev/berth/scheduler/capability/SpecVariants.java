package dev.berth.scheduler.capability;

import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Artifact;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Resources;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.SecretReference;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.function.UnaryOperator;

/** Legal specs that differ from a plain one in one thing. */
final class SpecVariants {
    static final WorkloadId WEB = WorkloadId.of("shop", "web");
    static final WorkloadId OTHER = WorkloadId.of("shop", "db");
    static final SecretReference SECRET = new SecretReference("db", "password");
    static final ProcessArtifact SLEEP =
            ProcessArtifact.builder("/bin/sleep").arguments("60").build();
    static final Port HTTP = Port.fixed("http", 80);

    private SpecVariants() {}

    static WorkloadSpec plain() {
        return mode(Mode.replicated(1));
    }

    static WorkloadSpec mode(Mode mode) {
        return WorkloadSpec.builder(WEB, mode).task(Task.main(SLEEP).build()).build();
    }

    static WorkloadSpec spec(UnaryOperator<WorkloadSpec.Builder> change) {
        return change.apply(plain().toBuilder()).build();
    }

    static WorkloadSpec task(UnaryOperator<Task.Builder> change) {
        return ofTask(change.apply(Task.main(SLEEP)));
    }

    static WorkloadSpec beside(UnaryOperator<Task.Builder> change) {
        Task second = change.apply(Task.builder("second").artifact(SLEEP)).build();
        return spec(builder -> builder.task(second));
    }

    static WorkloadSpec artifacts(Artifact... artifacts) {
        Task.Builder task = Task.builder("main");
        for (Artifact artifact : artifacts) {
            task.artifact(artifact);
        }
        return ofTask(task);
    }

    static WorkloadSpec image(UnaryOperator<ImageArtifact.Builder> change) {
        return artifacts(change.apply(ImageArtifact.builder("nginx")).build());
    }

    static WorkloadSpec variable(EnvironmentValue value) {
        return task(task -> task.port(HTTP).environment("A", value));
    }

    static WorkloadSpec port(Port port) {
        return task(task -> task.port(port));
    }

    static WorkloadSpec requests(UnaryOperator<ResourceAmounts.Builder> change) {
        ResourceAmounts amounts = change.apply(ResourceAmounts.builder()).build();
        return task(task -> task.resources(new Resources(amounts, ResourceAmounts.NONE)));
    }

    static WorkloadSpec limits(UnaryOperator<ResourceAmounts.Builder> change) {
        ResourceAmounts amounts = change.apply(ResourceAmounts.builder()).build();
        return task(task -> task.resources(new Resources(ResourceAmounts.NONE, amounts)));
    }

    static WorkloadSpec health(UnaryOperator<Health.Builder> change) {
        return task(
                task -> task.port(HTTP).health(change.apply(Health.builder()).build()));
    }

    static WorkloadSpec readiness(UnaryOperator<Probe.Builder> change) {
        Probe probe = change.apply(Probe.builder(ProbeCheck.tcp("http"))).build();
        return health(health -> health.readiness(probe));
    }

    static WorkloadSpec placement(UnaryOperator<Placement.Builder> change) {
        return spec(spec -> spec.placement(change.apply(Placement.builder()).build()));
    }

    static WorkloadSpec antiAffinity(Affinity affinity) {
        return placement(placement -> placement.antiAffinity(affinity));
    }

    static WorkloadSpec rollout(UnaryOperator<RolloutPolicy.Builder> change) {
        return spec(spec -> spec.rollout(change.apply(RolloutPolicy.builder()).build()));
    }

    static WorkloadSpec restart(UnaryOperator<RestartPolicy.Builder> change) {
        return spec(spec -> spec.restart(change.apply(RestartPolicy.builder()).build()));
    }

    static Affinity toOther(boolean required, NodeAttribute topology) {
        return required ? Affinity.required(OTHER, topology) : Affinity.preferred(OTHER, topology, 50);
    }

    private static WorkloadSpec ofTask(Task.Builder task) {
        return WorkloadSpec.builder(WEB, Mode.replicated(1)).task(task.build()).build();
    }
}
