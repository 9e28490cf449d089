package dev.berth.scheduler.spec;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Specs of legal and illegal parts, the same for the same seed. */
final class RandomSpecs {
    private static final List<String> TEXTS = List.of(
            "web",
            "a",
            "a-b",
            "",
            " ",
            "/srv",
            "/a/../b",
            "A_B",
            "BERTH_X",
            "\u0000",
            "\ud800",
            "\u001b[0m\n",
            "a".repeat(70),
            "a.b/c",
            "http",
            "$(id)",
            "😀",
            "\"]",
            "1");
    private static final List<Integer> NUMBERS =
            List.of(1, 1, 2, 3, 80, 0, -1, 101, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE);
    private static final List<Duration> DURATIONS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ZERO,
            Duration.ofSeconds(-1),
            Duration.ofSeconds(Long.MAX_VALUE),
            Duration.ofSeconds(Long.MIN_VALUE));

    private final Random random;
    private int tasks;

    RandomSpecs(long seed) {
        this.random = new Random(seed);
    }

    /** How many tasks the last spec has. */
    int tasks() {
        return tasks;
    }

    WorkloadSpec.Builder next() {
        WorkloadSpec.Builder spec = WorkloadSpec.builder(Specs.WEB, often() ? Mode.replicated(2) : mode());
        spec.task(often() ? Specs.task().build() : task("main"));
        tasks = 1;
        for (; rarely(); tasks++) {
            spec.task(task(text()));
        }
        if (rarely()) {
            spec.placement(placement());
        }
        if (rarely()) {
            policies(spec);
        }
        if (rarely()) {
            spec.volume(volume()).volume(volume());
        }
        if (rarely()) {
            rest(spec);
        }
        return spec;
    }

    private Mode mode() {
        Batch batch = Batch.builder()
                .completions(number())
                .parallelism(number())
                .retries(number())
                .deadline(duration())
                .build();
        return switch (random.nextInt(5)) {
            case 0 -> Mode.replicated(number());
            case 1 -> Mode.global();
            case 2 -> batch;
            case 3 -> GlobalBatch.builder().retries(number()).build();
            default ->
                Cron.builder(often() ? "0 4 * * *" : text())
                        .batch(batch)
                        .zone(ZoneId.of(often() ? "Europe/Berlin" : "+02:00"))
                        .startingDeadline(duration())
                        .keptRuns(number())
                        .build();
        };
    }

    private Task task(String name) {
        Task.Builder task = Task.builder(name)
                .role(any(Task.Role.values()))
                .stopOrder(any(Task.StopOrder.values()))
                .artifact(artifact())
                .environment(text(), text())
                .environment("PORT", EnvironmentValue.port(text()))
                .port(port())
                .mount(new Mount(text(), text(), random.nextBoolean()))
                .file(new TaskFile.Config(text(), text(), number()))
                .stop(new StopPolicy(often() ? "TERM" : text(), duration()));
        if (rarely()) {
            task.workingDirectory(text()).user(text());
        }
        if (rarely()) {
            task.readiness(probe());
        }
        if (rarely()) {
            task.resources(new Resources(amounts(), amounts()));
        }
        return task.build();
    }

    private Artifact artifact() {
        SecretReference secret = new SecretReference(text(), text());
        return random.nextBoolean()
                ? ImageArtifact.builder(text()).pullSecret(secret).build()
                : ProcessArtifact.builder(text())
                        .arguments(text())
                        .source(new ProcessArtifact.Source(text(), text()))
                        .build();
    }

    private Port port() {
        return Port.builder(text())
                .protocol(any(Port.Protocol.values()))
                .reach(any(Port.Reach.values()))
                .number(number())
                .variable(text())
                .build();
    }

    private Probe probe() {
        ProbeCheck check = switch (random.nextInt(3)) {
            case 0 -> ProbeCheck.http(text(), text());
            case 1 -> ProbeCheck.tcp(text());
            default -> ProbeCheck.command(text(), text());
        };
        return Probe.builder(check)
                .interval(duration())
                .timeout(duration())
                .failureThreshold(number())
                .build();
    }

    private ResourceAmounts amounts() {
        return ResourceAmounts.builder()
                .cpu(new Cpu(number()))
                .memory(new Memory(number()))
                .gpus(number())
                .build();
    }

    private Placement placement() {
        NodeAttribute attribute = often() ? NodeAttribute.ZONE : new NodeAttribute(text());
        Constraint constraint = new Constraint(
                attribute, any(Constraint.Operator.values()), often() ? List.of("a") : List.of(text(), text()));
        return Placement.builder()
                .constraint(constraint)
                .preference(new Preference(constraint, number()))
                .affinity(new Affinity(Specs.WEB, attribute, random.nextBoolean(), number()))
                .spread(new Spread(attribute, number(), random.nextBoolean()))
                .maximumPerNode(number())
                .build();
    }

    private void policies(WorkloadSpec.Builder spec) {
        spec.rollout(RolloutPolicy.builder()
                .maximumUnavailable(new Amount(number(), random.nextBoolean()))
                .maximumSurge(new Amount(number(), random.nextBoolean()))
                .minimumReadyTime(duration())
                .build());
        spec.restart(RestartPolicy.builder()
                .condition(any(RestartPolicy.Condition.values()))
                .limit(number(), duration())
                .backOff(new RestartPolicy.BackOff(duration(), duration(), number()))
                .build());
    }

    private Volume volume() {
        return switch (random.nextInt(3)) {
            case 0 -> new Volume.HostPath(text(), text());
            case 1 -> new Volume.Named(text(), text());
            default -> new Volume.Ephemeral(text(), Optional.of(new Memory(number())));
        };
    }

    private void rest(WorkloadSpec.Builder spec) {
        spec.network(new Network(any(Network.Kind.values()), text()))
                .discoveryName(text())
                .nodeLossWait(Optional.of(duration()))
                .label(text(), text())
                .annotation(text(), text())
                .override(NativeOverride.of(text(), Map.of(text(), List.of(text(), 1L))));
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private int number() {
        return NUMBERS.get(random.nextInt(NUMBERS.size()));
    }

    private Duration duration() {
        return DURATIONS.get(random.nextInt(DURATIONS.size()));
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private boolean rarely() {
        return random.nextInt(4) == 0;
    }

    private boolean often() {
        return !rarely();
    }
}
