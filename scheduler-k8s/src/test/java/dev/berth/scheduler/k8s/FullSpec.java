package dev.berth.scheduler.k8s;

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
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Preference;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Resources;
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

/** A spec in which everything is stated that Kubernetes has. */
final class FullSpec {
    private static final SecretReference SECRET = new SecretReference("key", "value");

    private FullSpec() {}

    static WorkloadSpec.Builder of(WorkloadId id) {
        return WorkloadSpec.builder(id, Mode.replicated(2))
                .label("tier", "front")
                .label("example.com/team", "ships")
                .annotation("note", "kept")
                .task(main())
                .task(Task.builder("prepare")
                        .role(Task.Role.INIT)
                        .artifact(ImageArtifact.builder(Rendering.IMAGE).build())
                        .build())
                .task(Task.builder("proxy")
                        .role(Task.Role.SIDECAR)
                        .artifact(ImageArtifact.builder(Rendering.IMAGE).build())
                        .readiness(Probe.builder(ProbeCheck.command("/bin/true"))
                                .interval(Duration.ofSeconds(3))
                                .build())
                        .build())
                .volume(new Volume.Ephemeral("scratch", Optional.of(Memory.ofMebibytes(1))))
                .volume(new Volume.Named("kept", "shop-data"))
                .volume(new Volume.HostPath("host", "/tmp"))
                .discoveryName("shop")
                .nodeLossWait(Optional.of(Duration.ofSeconds(30)))
                .placement(placement(id))
                .rollout(RolloutPolicy.builder()
                        .maximumUnavailable(Amount.of(1))
                        .maximumSurge(Amount.percent(50))
                        .minimumReadyTime(Duration.ofSeconds(4))
                        .progressDeadline(Duration.ofMinutes(10))
                        .onFailure(RolloutPolicy.OnFailure.ROLLBACK)
                        .build());
    }

    private static Task main() {
        return Task.main(ImageArtifact.builder(Rendering.IMAGE)
                        .entrypoint(List.of("/bin/sh", "-c"))
                        .arguments(List.of("sleep 1000", "", "ü $(HOME) $$\n"))
                        .pullPolicy(ImageArtifact.PullPolicy.ALWAYS)
                        .pullSecret(new SecretReference("registry", ""))
                        .build())
                .workingDirectory("/tmp")
                .user("1000:1000")
                .environment("LITERAL", "a\"b\\c $(LITERAL)")
                .environment("EMPTY", "")
                .environment("ID", EnvironmentValue.reference(EnvironmentValue.Field.INSTANCE_ID))
                .environment("NODE", EnvironmentValue.reference(EnvironmentValue.Field.NODE_ID))
                .environment("HOST", EnvironmentValue.reference(EnvironmentValue.Field.HOST_ADDRESS))
                .environment("ADMIN", EnvironmentValue.port("admin"))
                .environment("PASSWORD", EnvironmentValue.secret(SECRET))
                .file(new TaskFile.Config("/etc/settings", "a=\"b\"\n", 0444))
                .file(new TaskFile.Secret("/etc/key", SECRET, 0444))
                .mount(new Mount("scratch", "/run/scratch", false))
                .mount(new Mount("kept", "/var/kept", false))
                .mount(new Mount("host", "/srv/host", true))
                .port(Port.fixed("fixed", 22_999).toBuilder()
                        .protocol(Port.Protocol.UDP)
                        .build())
                .port(Port.inside("admin", 9000))
                .resources(new Resources(amounts(100, 16), amounts(1500, 64)))
                .health(Health.builder()
                        .startupGrace(Duration.ofSeconds(3))
                        .readiness(Probe.builder(ProbeCheck.http("admin", "/ready"))
                                .build())
                        .liveness(Probe.builder(ProbeCheck.command("/bin/test", "-d", "/", "-o", "$$", "=", "$(HOME)"))
                                .build())
                        .build())
                .stop(new StopPolicy("TERM", Duration.ofSeconds(1)))
                .build();
    }

    private static ResourceAmounts amounts(int millicores, int mebibytes) {
        return ResourceAmounts.builder()
                .cpu(new Cpu(millicores))
                .memory(Memory.ofMebibytes(mebibytes))
                .disk(Memory.ofMebibytes(1024))
                .build();
    }

    private static Placement placement(WorkloadId id) {
        return Placement.builder()
                .constraint(Constraint.notIn(NodeAttribute.label("disk"), "tape", "floppy"))
                .constraint(Constraint.equalTo(NodeAttribute.OS, "linux"))
                .constraint(Constraint.exists(NodeAttribute.ZONE))
                .constraint(Constraint.in(NodeAttribute.NODE_ID, "n1", "n2"))
                .constraint(Constraint.notEqualTo(NodeAttribute.NODE_ID, "n3"))
                .preference(new Preference(Constraint.equalTo(NodeAttribute.label("disk"), "ssd"), 40))
                .affinity(Affinity.preferred(WorkloadId.of("data", "store"), NodeAttribute.ZONE, 30))
                .antiAffinity(Affinity.required(WorkloadId.of("shop", "batch"), NodeAttribute.HOSTNAME))
                .antiAffinity(Affinity.preferred(id, NodeAttribute.ZONE, 10))
                .spread(Spread.preferred(NodeAttribute.REGION))
                .spread(Spread.required(NodeAttribute.ZONE, 2))
                .maximumPerNode(2)
                .build();
    }
}
