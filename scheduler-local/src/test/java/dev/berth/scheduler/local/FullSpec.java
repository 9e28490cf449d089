package dev.berth.scheduler.local;

import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Preference;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.ProcessArtifact;
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
import java.util.Optional;

/** A spec in which everything is stated that the embedded backend has. */
final class FullSpec {
    static final WorkloadId OTHER = WorkloadId.parse("test/other");

    private FullSpec() {}

    static WorkloadSpec.Builder of(WorkloadId id, int replicas) {
        return WorkloadSpec.builder(id, Mode.replicated(replicas))
                .label("tier", "front")
                .annotation("note", "kept in the record")
                .task(task())
                .volume(new Volume.Ephemeral("scratch", Optional.empty()))
                .volume(new Volume.Named("kept", "shop-data"))
                .volume(new Volume.HostPath("host", "/usr/share"))
                .placement(placement())
                .rollout(RolloutPolicy.builder()
                        .maximumUnavailable(Amount.of(1))
                        .maximumSurge(Amount.percent(50))
                        .minimumReadyTime(Duration.ofSeconds(1))
                        .progressDeadline(Duration.ofMinutes(10))
                        .onFailure(RolloutPolicy.OnFailure.ROLLBACK)
                        .build())
                .restart(RestartPolicy.builder()
                        .condition(RestartPolicy.Condition.ON_FAILURE)
                        .limit(3, Duration.ofMinutes(10))
                        .backOff(new RestartPolicy.BackOff(Duration.ofSeconds(2), Duration.ofMinutes(5), 1.5))
                        .build());
    }

    private static Task task() {
        return Task.builder("server")
                .artifact(ProcessArtifact.builder("/bin/sleep")
                        .arguments("1000", "", "ü $x\n")
                        .build())
                .workingDirectory("/tmp")
                .environment("LITERAL", "a\"b\\c")
                .environment("ID", EnvironmentValue.reference(EnvironmentValue.Field.INSTANCE_ID))
                .environment("ADMIN", EnvironmentValue.port("admin"))
                .environment("PASSWORD", EnvironmentValue.secret(new SecretReference("db", "password")))
                .file(new TaskFile.Config("/run/scratch/settings", "a=\"b\"\n", 0640))
                .file(new TaskFile.Secret("/run/scratch/key", new SecretReference("key", ""), 0400))
                .mount(new Mount("scratch", "/run/scratch", false))
                .mount(new Mount("kept", "/var/kept", false))
                .mount(new Mount("host", "/srv/host", true))
                .port(Port.dynamic("http"))
                .port(Port.builder("admin")
                        .protocol(Port.Protocol.UDP)
                        .variable("ADMIN_PORT")
                        .build())
                .port(Port.fixed("fixed", 22_999))
                .resources(new Resources(
                        ResourceAmounts.builder()
                                .cpu(new Cpu(250))
                                .memory(Memory.ofMebibytes(64))
                                .disk(Memory.ofMebibytes(1))
                                .gpus(1)
                                .build(),
                        ResourceAmounts.NONE))
                .health(Health.builder()
                        .startupGrace(Duration.ofSeconds(3))
                        .readiness(Probe.builder(ProbeCheck.http("http", "/healthz"))
                                .interval(Duration.ofSeconds(5))
                                .timeout(Duration.ofMillis(1500))
                                .successThreshold(2)
                                .failureThreshold(4)
                                .build())
                        .liveness(Probe.builder(ProbeCheck.tcp("http"))
                                .interval(Duration.ofSeconds(20))
                                .timeout(Duration.ofSeconds(2))
                                .failureThreshold(5)
                                .build())
                        .build())
                .stop(new StopPolicy("INT", Duration.ofSeconds(30)))
                .build();
    }

    private static Placement placement() {
        return Placement.builder()
                .constraint(Constraint.in(NodeAttribute.label("disk"), "ssd", "nvme"))
                .preference(new Preference(Constraint.equalTo(NodeAttribute.ZONE, "a"), 30))
                .affinity(Affinity.preferred(OTHER, NodeAttribute.ZONE, 20))
                .antiAffinity(Affinity.required(OTHER, NodeAttribute.NODE_ID))
                .spread(Spread.required(NodeAttribute.ZONE, 2))
                .maximumPerNode(2)
                .build();
    }
}
