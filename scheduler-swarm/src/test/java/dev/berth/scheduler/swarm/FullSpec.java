package dev.berth.scheduler.swarm;

import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.Network;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Resources;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.SecretReference;
import dev.berth.scheduler.spec.Spread;
import dev.berth.scheduler.spec.StopPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.Volume;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A spec in which everything is stated that a swarm has. */
final class FullSpec {
    static final String NETWORK = "front";
    static final String SECRET = "key";

    private FullSpec() {}

    static WorkloadSpec.Builder of(WorkloadId id) {
        return WorkloadSpec.builder(id, Mode.replicated(2))
                .label("tier", "front")
                .annotation("note", "kept in the record")
                .task(task())
                .volume(new Volume.Ephemeral("scratch", Optional.of(Memory.ofMebibytes(1))))
                .volume(new Volume.Named("kept", "shop-data"))
                .volume(new Volume.HostPath("host", "/tmp"))
                .network(Network.named(NETWORK))
                .discoveryName("shop")
                .placement(placement(id))
                .rollout(RolloutPolicy.builder()
                        .maximumUnavailable(Amount.of(1))
                        .maximumSurge(Amount.of(0))
                        .minimumReadyTime(Duration.ofSeconds(4))
                        .progressDeadline(Duration.ofMinutes(10))
                        .onFailure(RolloutPolicy.OnFailure.ROLLBACK)
                        .build())
                .restart(RestartPolicy.builder()
                        .condition(RestartPolicy.Condition.ON_FAILURE)
                        .limit(3, Duration.ofMinutes(10))
                        .backOff(new RestartPolicy.BackOff(Duration.ZERO, Duration.ZERO, 1))
                        .build());
    }

    private static Task task() {
        Probe probe = Probe.builder(ProbeCheck.command("/bin/test", "-d", "/")).build();
        return Task.main(ImageArtifact.builder(Rendering.IMAGE)
                        .entrypoint(List.of("/bin/sh", "-c"))
                        .arguments(List.of("sleep 1000", "", "ü {{x}} $y\n"))
                        .build())
                .workingDirectory("/tmp")
                .user("1000:1000")
                .environment("LITERAL", "a\"b\\c {{.Task.ID}}")
                .environment("ID", EnvironmentValue.reference(EnvironmentValue.Field.INSTANCE_ID))
                .environment("NODE", EnvironmentValue.reference(EnvironmentValue.Field.NODE_ID))
                .environment("HOST", EnvironmentValue.reference(EnvironmentValue.Field.NODE_HOSTNAME))
                .environment("ADMIN", EnvironmentValue.port("admin"))
                .file(new TaskFile.Config("/etc/settings", "a=\"b\"\n", 0440))
                .file(new TaskFile.Secret("/etc/key", new SecretReference(SECRET, ""), 0400))
                .mount(new Mount("scratch", "/run/scratch", false))
                .mount(new Mount("kept", "/var/kept", false))
                .mount(new Mount("host", "/srv/host", true))
                .port(Port.builder("http").number(8080).build())
                .port(Port.fixed("fixed", 22_999).toBuilder()
                        .protocol(Port.Protocol.UDP)
                        .build())
                .port(Port.inside("admin", 9000))
                .resources(new Resources(amounts(100, 16), amounts(500, 64)))
                .health(Health.builder()
                        .startupGrace(Duration.ofSeconds(3))
                        .readiness(probe)
                        .liveness(probe)
                        .build())
                .stop(new StopPolicy("INT", Duration.ZERO))
                .build();
    }

    private static ResourceAmounts amounts(int millicores, int mebibytes) {
        return ResourceAmounts.builder()
                .cpu(new Cpu(millicores))
                .memory(Memory.ofMebibytes(mebibytes))
                .build();
    }

    private static Placement placement(WorkloadId id) {
        return Placement.builder()
                .constraint(Constraint.notIn(NodeAttribute.label("disk"), "tape", "floppy"))
                .constraint(Constraint.equalTo(NodeAttribute.OS, "linux"))
                .antiAffinity(Affinity.required(id, NodeAttribute.NODE_ID))
                .spread(Spread.preferred(NodeAttribute.ZONE))
                .maximumPerNode(2)
                .build();
    }
}
