package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.spec.Artifact;
import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Resources;
import dev.berth.scheduler.spec.SecretReference;
import dev.berth.scheduler.spec.StopPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.Volume;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Valid tasks for {@link SpecGenerator}. */
final class TaskGenerator {
    private final Dice dice;

    TaskGenerator(Dice dice) {
        this.dice = dice;
    }

    /** One MAIN among others. */
    List<Task> all(List<Volume> volumes) {
        List<Task> tasks = new ArrayList<>();
        dice.times(2, i -> tasks.add(task("init" + i, Task.Role.INIT, volumes)));
        tasks.add(task(dice.oneOf("main", "server"), Task.Role.MAIN, volumes));
        dice.times(2, i -> tasks.add(task("side" + i, Task.Role.SIDECAR, volumes)));
        return tasks;
    }

    private Task task(String name, Task.Role role, List<Volume> volumes) {
        Task.Builder builder = Task.builder(name).role(role).artifact(artifact());
        dice.maybe(() -> builder.artifact(artifact()));
        dice.maybe(() -> builder.workingDirectory("/srv/" + dice.label()));
        dice.maybe(() -> builder.user(dice.oneOf("nobody", "1000", "1000:1000")));
        environment(builder);
        files(builder);
        dice.maybe(() -> builder.mount(
                new Mount(dice.oneOf(volumes.toArray(Volume[]::new)).name(), "/mnt/" + dice.label(), dice.chance())));
        dice.maybe(() -> builder.stop(
                new StopPolicy(dice.oneOf("TERM", "INT", "QUIT"), Duration.ofSeconds(dice.number(1, 60)))));
        dice.maybe(() -> builder.resources(resources()));
        switch (role) {
            case INIT -> {}
            case MAIN, SIDECAR -> listening(builder, name);
        }
        if (role == Task.Role.SIDECAR) {
            builder.stopOrder(dice.oneOf(Task.StopOrder.values()));
        }
        return builder.build();
    }

    private Artifact artifact() {
        return dice.chance() ? image() : process();
    }

    private ImageArtifact image() {
        ImageArtifact.Builder builder = ImageArtifact.builder("example/" + dice.label() + ":1.10");
        dice.maybe(() -> builder.entrypoint(List.of("/bin/sh", "-c")));
        dice.maybe(() -> builder.arguments(List.of(dice.text(), "", dice.text())));
        dice.maybe(() -> builder.pullSecret(secret()));
        dice.maybe(() -> builder.pullPolicy(dice.oneOf(ImageArtifact.PullPolicy.values())));
        return builder.build();
    }

    private ProcessArtifact process() {
        ProcessArtifact.Builder builder = ProcessArtifact.builder("/opt/" + dice.label() + "/run");
        dice.maybe(() -> builder.arguments(dice.text(), dice.text()));
        dice.maybe(() -> builder.source(new ProcessArtifact.Source(
                "https://example.org/" + dice.label(),
                "sha256:" + dice.oneOf("0", "a").repeat(64))));
        return builder.build();
    }

    private SecretReference secret() {
        return new SecretReference(dice.label(), dice.oneOf("", "password"));
    }

    private void environment(Task.Builder builder) {
        dice.times(3, i -> builder.environment("TEXT_" + i, dice.text()));
        dice.maybe(() -> builder.environment("SECRET", EnvironmentValue.secret(secret())));
        for (EnvironmentValue.Field field : EnvironmentValue.Field.values()) {
            if (field != EnvironmentValue.Field.PORT) {
                dice.maybe(() -> builder.environment(field.name(), EnvironmentValue.reference(field)));
            }
        }
    }

    private void files(Task.Builder builder) {
        dice.maybe(() -> builder.file(new TaskFile.Config("/etc/a-" + dice.label(), dice.text(), mode())));
        dice.maybe(() -> builder.file(new TaskFile.Secret("/etc/b-" + dice.label(), secret(), mode())));
    }

    private int mode() {
        return dice.oneOf(0644, 0400, 0755);
    }

    private void listening(Task.Builder builder, String name) {
        String prefix = name.startsWith("side") ? "s" + name.charAt(4) : "m";
        builder.port(Port.dynamic(prefix + "-http"));
        dice.maybe(() -> builder.port(Port.fixed(prefix + "-fix", portNumber(name))));
        dice.maybe(() -> builder.port(Port.builder(prefix + "-udp")
                .protocol(Port.Protocol.UDP)
                .reach(Port.Reach.INSIDE)
                .number(dice.number(1024, 65535))
                .variable(("V_" + prefix).toUpperCase(java.util.Locale.ROOT))
                .build()));
        builder.environment("HTTP", EnvironmentValue.port(prefix + "-http"));
        dice.maybe(() -> builder.health(health(prefix + "-http")));
    }

    /** Apart from those of the other tasks. */
    private int portNumber(String task) {
        return dice.number(0, 999) + (task.startsWith("side") ? 20_000 + 1_000 * (task.charAt(4) - '0') : 10_000);
    }

    private Health health(String port) {
        Health.Builder builder = Health.builder();
        builder.readiness(probe(port));
        dice.maybe(() -> builder.startupGrace(dice.duration()));
        dice.maybe(() -> builder.liveness(Probe.builder(check(port)).build()));
        return builder.build();
    }

    private Probe probe(String port) {
        return Probe.builder(check(port))
                .interval(dice.duration())
                .timeout(dice.duration())
                .successThreshold(dice.number(1, 3))
                .failureThreshold(dice.number(1, 4))
                .build();
    }

    private ProbeCheck check(String port) {
        return dice.oneOf(
                ProbeCheck.http(port, "/"),
                new ProbeCheck.Http(port, "/" + dice.label(), ProbeCheck.Scheme.HTTPS),
                ProbeCheck.tcp(port),
                ProbeCheck.command("/bin/check", "a b", dice.label()));
    }

    private Resources resources() {
        return new Resources(
                amounts(new Cpu(dice.number(1, 2000)), Memory.ofMebibytes(dice.number(1, 100))),
                amounts(new Cpu(dice.number(2000, 4000)), new Memory(dice.number(1 << 28, 1 << 30))));
    }

    private ResourceAmounts amounts(Cpu cpu, Memory memory) {
        ResourceAmounts.Builder builder = ResourceAmounts.builder();
        dice.maybe(() -> builder.cpu(cpu));
        dice.maybe(() -> builder.memory(memory));
        dice.maybe(() -> builder.disk(memory));
        dice.maybe(() -> builder.gpus(memory.bytes() > 1 << 27 ? 2 : 1));
        return builder.build();
    }
}
