package dev.berth.scheduler.capability;

import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.StopPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.Volume;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the fields of a task need. */
final class TaskFieldCases {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Volume DATA = new Volume.Ephemeral("data", Optional.empty());

    private TaskFieldCases() {}

    static List<FieldCase> all() {
        return Stream.of(tasks(), values(), health()).flatMap(List::stream).toList();
    }

    private static List<FieldCase> tasks() {
        ProcessArtifact fetched = ProcessArtifact.builder("/srv/a")
                .source(new ProcessArtifact.Source("https://example.org/a", "sha256:" + "0".repeat(64)))
                .build();
        WorkloadSpec readOnly = SpecVariants.plain().toBuilder()
                .volume(DATA)
                .tasks(List.of(Task.main(SpecVariants.SLEEP)
                        .mount(new Mount("data", "/data", true))
                        .build()))
                .build();
        return List.of(
                new FieldCase("Task.role", SpecVariants.beside(t -> t.role(Task.Role.INIT)), Capabilities.TASK_INIT),
                new FieldCase(
                        "Task.stopOrder",
                        SpecVariants.beside(t -> t.role(Task.Role.SIDECAR).stopOrder(Task.StopOrder.BEFORE_MAIN)),
                        Capabilities.TASK_SIDECAR_STOP_BEFORE_MAIN),
                new FieldCase("Task.artifacts", SpecVariants.image(i -> i), Capabilities.ARTIFACT_IMAGE),
                new FieldCase("ImageArtifact.image", SpecVariants.image(i -> i), Capabilities.ARTIFACT_IMAGE),
                new FieldCase(
                        "ImageArtifact.entrypoint",
                        SpecVariants.image(i -> i.entrypoint(List.of("/a"))),
                        Capabilities.ARTIFACT_IMAGE_ENTRYPOINT),
                new FieldCase(
                        "ImageArtifact.pullSecret",
                        SpecVariants.image(i -> i.pullSecret(SpecVariants.SECRET)),
                        Capabilities.ARTIFACT_IMAGE_PULL_SECRET),
                new FieldCase(
                        "ImageArtifact.pullPolicy",
                        SpecVariants.image(i -> i.pullPolicy(ImageArtifact.PullPolicy.NEVER)),
                        Capabilities.ARTIFACT_IMAGE_PULL_NEVER),
                new FieldCase("ProcessArtifact.executable", SpecVariants.plain(), Capabilities.ARTIFACT_PROCESS),
                new FieldCase(
                        "ProcessArtifact.source",
                        SpecVariants.artifacts(fetched),
                        Capabilities.ARTIFACT_PROCESS_SOURCE),
                new FieldCase(
                        "Task.workingDirectory",
                        SpecVariants.task(t -> t.workingDirectory("/srv")),
                        Capabilities.WORKING_DIRECTORY),
                new FieldCase("Task.user", SpecVariants.task(t -> t.user("web")), Capabilities.USER),
                new FieldCase("Mount.readOnly", readOnly, Capabilities.VOLUME_READ_ONLY),
                new FieldCase(
                        "Task.stop",
                        SpecVariants.task(t -> t.stop(new StopPolicy("INT", SECOND))),
                        Capabilities.STOP_SIGNAL),
                new FieldCase(
                        "StopPolicy.signal",
                        SpecVariants.task(t -> t.stop(new StopPolicy("INT", StopPolicy.DEFAULT.grace()))),
                        Capabilities.STOP_SIGNAL),
                new FieldCase(
                        "StopPolicy.grace",
                        SpecVariants.task(t -> t.stop(new StopPolicy("TERM", SECOND))),
                        Capabilities.STOP_GRACE));
    }

    private static List<FieldCase> values() {
        EnvironmentValue node = EnvironmentValue.reference(EnvironmentValue.Field.NODE_ID);
        TaskFile config = new TaskFile.Config("/a", "", 0644);
        TaskFile secret = new TaskFile.Secret("/a", SpecVariants.SECRET, 0400);
        Port udp = Port.fixed("dns", 53).toBuilder().protocol(Port.Protocol.UDP).build();
        return List.of(
                new FieldCase("Task.environment", SpecVariants.variable(node), Capabilities.ENVIRONMENT_NODE_ID),
                new FieldCase(
                        "EnvironmentValue.Reference.field",
                        SpecVariants.variable(EnvironmentValue.port("http")),
                        Capabilities.ENVIRONMENT_PORT),
                new FieldCase(
                        "EnvironmentValue.Secret.reference",
                        SpecVariants.variable(EnvironmentValue.secret(SpecVariants.SECRET)),
                        Capabilities.ENVIRONMENT_SECRET),
                new FieldCase("Task.files", SpecVariants.task(t -> t.file(config)), Capabilities.FILE_CONFIG),
                new FieldCase(
                        "TaskFile.Config.content", SpecVariants.task(t -> t.file(config)), Capabilities.FILE_CONFIG),
                new FieldCase(
                        "TaskFile.Secret.reference", SpecVariants.task(t -> t.file(secret)), Capabilities.FILE_SECRET),
                new FieldCase("Task.ports", SpecVariants.port(Port.dynamic("a")), Capabilities.PORT_DYNAMIC),
                new FieldCase("Port.protocol", SpecVariants.port(udp), Capabilities.PORT_UDP),
                new FieldCase("Port.reach", SpecVariants.port(Port.inside("a", 80)), Capabilities.PORT_INSIDE),
                new FieldCase("Port.variable", SpecVariants.port(Port.dynamic("a")), Capabilities.PORT_VARIABLE),
                new FieldCase(
                        "Task.resources",
                        SpecVariants.requests(r -> r.disk(Memory.ofMebibytes(1))),
                        Capabilities.RESOURCES_REQUEST_DISK),
                new FieldCase(
                        "Resources.requests",
                        SpecVariants.requests(r -> r.cpu(Cpu.ofCores(1))),
                        Capabilities.RESOURCES_REQUEST_CPU),
                new FieldCase(
                        "Resources.limits",
                        SpecVariants.limits(r -> r.cpu(Cpu.ofCores(1))),
                        Capabilities.RESOURCES_LIMIT_CPU),
                new FieldCase(
                        "ResourceAmounts.cpu",
                        SpecVariants.limits(r -> r.cpu(Cpu.ofCores(1))),
                        Capabilities.RESOURCES_LIMIT_CPU),
                new FieldCase(
                        "ResourceAmounts.memory",
                        SpecVariants.limits(r -> r.memory(Memory.ofMebibytes(1))),
                        Capabilities.RESOURCES_LIMIT_MEMORY),
                new FieldCase(
                        "ResourceAmounts.disk",
                        SpecVariants.limits(r -> r.disk(Memory.ofMebibytes(1))),
                        Capabilities.RESOURCES_LIMIT_DISK),
                new FieldCase(
                        "ResourceAmounts.gpus",
                        SpecVariants.requests(r -> r.gpus(1)),
                        Capabilities.RESOURCES_REQUEST_GPU));
    }

    private static List<FieldCase> health() {
        Probe tcp = Probe.builder(ProbeCheck.tcp("http")).build();
        Probe command = Probe.builder(ProbeCheck.command("/bin/true")).build();
        ProbeCheck https = new ProbeCheck.Http("http", "/", ProbeCheck.Scheme.HTTPS);
        return List.of(
                new FieldCase(
                        "Task.health", SpecVariants.health(h -> h.readiness(tcp)), Capabilities.HEALTH_READINESS_TCP),
                new FieldCase(
                        "Health.readiness",
                        SpecVariants.health(h -> h.readiness(command)),
                        Capabilities.HEALTH_READINESS_COMMAND),
                new FieldCase(
                        "Health.liveness", SpecVariants.health(h -> h.liveness(tcp)), Capabilities.HEALTH_LIVENESS_TCP),
                new FieldCase(
                        "Probe.check",
                        SpecVariants.health(h -> h.liveness(command)),
                        Capabilities.HEALTH_LIVENESS_COMMAND),
                new FieldCase(
                        "ProbeCheck.Command.command",
                        SpecVariants.health(h -> h.liveness(command)),
                        Capabilities.HEALTH_LIVENESS_COMMAND),
                new FieldCase(
                        "ProbeCheck.Http.scheme",
                        SpecVariants.health(
                                h -> h.readiness(Probe.builder(https).build())),
                        Capabilities.HEALTH_HTTPS),
                new FieldCase(
                        "Health.startupGrace",
                        SpecVariants.health(h -> h.readiness(tcp).startupGrace(SECOND)),
                        Capabilities.HEALTH_STARTUP_GRACE),
                new FieldCase(
                        "Probe.successThreshold",
                        SpecVariants.readiness(p -> p.successThreshold(2)),
                        Capabilities.HEALTH_SUCCESS_THRESHOLD),
                new FieldCase(
                        "Probe.failureThreshold",
                        SpecVariants.readiness(p -> p.failureThreshold(1)),
                        Capabilities.HEALTH_FAILURE_THRESHOLD));
    }
}
