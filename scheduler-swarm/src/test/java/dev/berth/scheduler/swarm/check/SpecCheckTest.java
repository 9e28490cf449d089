package dev.berth.scheduler.swarm.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Cpu;
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
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecCheckTest {
    @Test
    void refusesNothingOfAPlainSpec() {
        assertThat(SpecCheck.of(spec(task()).build())).isEmpty();
    }

    @Test
    void refusesAReadinessBesideAnotherLiveness() {
        Probe live = Probe.builder(ProbeCheck.command("/bin/live")).build();
        Probe ready = Probe.builder(ProbeCheck.command("/bin/ready")).build();

        assertThat(paths(task(task -> task.health(
                        Health.builder().readiness(ready).liveness(live).build()))))
                .containsExactly("tasks[0].health.readiness");
        assertThat(paths(task(task -> task.health(
                        Health.builder().readiness(live).liveness(live).build()))))
                .isEmpty();
    }

    @Test
    void refusesIntervalsThatAnEngineDoesNotTake() {
        Probe probe = Probe.builder(ProbeCheck.command("/bin/ready"))
                .interval(Duration.ofNanos(999_999))
                .build();

        assertThat(paths(task(task -> task.readiness(probe)))).containsExactly("tasks[0].health.readiness.interval");
    }

    @Test
    void refusesAGraceThatIsNotWholeSeconds() {
        assertThat(paths(task(task -> task.stop(new StopPolicy("TERM", Duration.ofMillis(1500))))))
                .containsExactly("tasks[0].stop.grace");
    }

    @Test
    void refusesLessMemoryThanASwarmTakes() {
        ResourceAmounts small =
                ResourceAmounts.builder().memory(new Memory((4 << 20) - 1)).build();

        assertThat(paths(task(task -> task.resources(new Resources(small, small)))))
                .containsExactly("tasks[0].resources.requests.memory", "tasks[0].resources.limits.memory");
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 2_500, 9_223_372_036_854L})
    void takesAllCpuThatASwarmCanCount(long millicores) {
        ResourceAmounts amounts =
                ResourceAmounts.builder().cpu(new Cpu(millicores)).build();

        assertThat(paths(task(task -> task.resources(new Resources(amounts, amounts)))))
                .isEmpty();
    }

    @Test
    void refusesMoreCpuThanASwarmCanCount() {
        ResourceAmounts large =
                ResourceAmounts.builder().cpu(new Cpu(9_223_372_036_855L)).build();

        assertThat(paths(task(task -> task.resources(new Resources(large, large)))))
                .containsExactly("tasks[0].resources.requests.cpu", "tasks[0].resources.limits.cpu");
    }

    @Test
    void refusesACpuLimitThatNoEngineTakes() {
        ResourceAmounts small = ResourceAmounts.builder().cpu(new Cpu(9)).build();

        assertThat(paths(task(task -> task.resources(new Resources(small, small)))))
                .containsExactly("tasks[0].resources.limits.cpu");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "busybox",
                "busybox:1.35",
                "Registry:5000/a/b_c__d-e.f:Tag",
                "localhost/x",
                "a@sha256:0000000000000000000000000000000000000000000000000000000000000000",
                "a:1@sha256:0000000000000000000000000000000000000000000000000000000000000000"
            })
    void takesEveryNameOfAnImage(String image) {
        assertThat(paths(named(image))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPPER/Case",
                "Busybox",
                "x:y:z",
                "a@sha256:zz",
                "a@md5:00000000000000000000000000000000",
                "a__.b",
                "0000000000000000000000000000000000000000000000000000000000000000"
            })
    void refusesANameThatNoImageCanHave(String image) {
        assertThat(paths(named(image))).containsExactly("tasks[0].artifacts[0].image.name");
    }

    @Test
    void refusesAnEmptyFile() {
        assertThat(paths(task(task -> task.file(new TaskFile.Config("/etc/a", "", 0644))
                        .file(new TaskFile.Secret("/etc/b", new SecretReference("db", "password"), 0400)))))
                .containsExactly("tasks[0].files[0].content");
    }

    @Test
    void refusesAnEphemeralVolumeThatIsMountedTwice() {
        WorkloadSpec.Builder spec = spec(task(
                        task -> task.mount(new Mount("scratch", "/a", false)).mount(new Mount("scratch", "/b", false))))
                .volume(new Volume.Ephemeral("scratch", Optional.empty()));

        assertThat(paths(spec)).containsExactly("tasks[0].mounts[1].volume");
    }

    @Test
    void refusesTwoPortsOfOneNumber() {
        assertThat(paths(task(task -> task.port(Port.inside("one", 80)).port(Port.fixed("two", 80)))))
                .containsExactly("tasks[0].ports[1].number");
    }

    @Test
    void refusesAPublishedPortInTheNetworkOfTheNode() {
        WorkloadSpec.Builder spec =
                spec(task(task -> task.port(Port.inside("one", 80)).port(Port.fixed("two", 81))));

        assertThat(paths(spec.network(Network.HOST))).containsExactly("tasks[0].ports[1]");
    }

    @Test
    void aFixedPortOfOneOnEachNodeNeedsTheOldOneToStopFirst() {
        WorkloadSpec.Builder spec =
                spec(task(task -> task.port(Port.fixed("http", 80)))).mode(Mode.global());

        assertThat(paths(spec)).containsExactly("tasks[0].ports[0]");
        assertThat(paths(spec.rollout(
                        RolloutPolicy.builder().maximumUnavailable(Amount.of(1)).build())))
                .isEmpty();
    }

    @Test
    void refusesADiscoveryNameWithoutANetworkThatResolvesIt() {
        assertThat(paths(spec(task()).discoveryName("web"))).containsExactly("discoveryName");
        assertThat(paths(spec(task()).discoveryName("web").network(Network.named("front"))))
                .isEmpty();
    }

    @Test
    void refusesALimitThatASwarmTakesForNone() {
        RestartPolicy.Builder restart = RestartPolicy.builder().limit(0, Duration.ofMinutes(1));

        assertThat(paths(spec(task()).restart(restart.build()))).containsExactly("restart.limit.attempts");
    }

    @Test
    void aMinimumReadyTimeNeedsTheOldInstanceToStopFirst() {
        RolloutPolicy.Builder rollout = RolloutPolicy.builder().minimumReadyTime(Duration.ofSeconds(5));

        assertThat(paths(spec(task()).rollout(rollout.build()))).containsExactly("rollout.minimumReadyTime");
        assertThat(paths(spec(task())
                        .rollout(rollout.maximumUnavailable(Amount.of(1)).build())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a,b", "ü", "a=b", "a ", "{{x}}", "\"a\"", "a;b", "a@b"})
    void refusesAValueThatASwarmWouldReadOtherwise(String value) {
        assertThat(paths(constrained(Constraint.notIn(NodeAttribute.label("disk"), "ssd", value))))
                .containsExactly("placement.constraints[0].values[1]");
    }

    @Test
    void refusesAKeyThatASwarmDoesNotTake() {
        assertThat(paths(constrained(Constraint.equalTo(NodeAttribute.label("example.com/disk"), "ssd"))))
                .containsExactly("placement.constraints[0].attribute");
    }

    @Test
    void refusesCapitalsWhereEveryValueIsInLowerCase() {
        assertThat(paths(constrained(Constraint.equalTo(NodeAttribute.OS, "Linux"))))
                .containsExactly("placement.constraints[0].values[0]");
        assertThat(paths(constrained(Constraint.equalTo(NodeAttribute.label("disk"), "SSD"))))
                .isEmpty();
    }

    @Test
    void refusesTheKernelsNameOfAnArchitecture() {
        assertThat(paths(constrained(Constraint.equalTo(NodeAttribute.ARCH, "x86_64"))))
                .containsExactly("placement.constraints[0].values[0]");
    }

    @Test
    void refusesASpreadOverWhatASwarmSpreadsNotOver() {
        Placement placement = Placement.builder()
                .spread(Spread.preferred(NodeAttribute.label("rack")))
                .spread(Spread.preferred(NodeAttribute.OS))
                .spread(Spread.preferred(NodeAttribute.label("node.role")))
                .build();

        assertThat(paths(spec(task()).placement(placement)))
                .containsExactly("placement.spreads[1].attribute", "placement.spreads[2].attribute");
    }

    private static WorkloadSpec.Builder constrained(Constraint constraint) {
        return spec(task()).placement(Placement.builder().constraint(constraint).build());
    }

    private static List<String> paths(WorkloadSpec.Builder spec) {
        return SpecCheck.of(spec.build()).stream().map(Problem::path).toList();
    }

    private static List<String> paths(Task task) {
        return paths(spec(task));
    }

    private static Task task() {
        return task(builder -> builder);
    }

    private static Task task(UnaryOperator<Task.Builder> change) {
        return change.apply(Task.main(ImageArtifact.builder("busybox:1").build()))
                .build();
    }

    private static Task named(String image) {
        return Task.main(ImageArtifact.builder(image).build()).build();
    }

    private static WorkloadSpec.Builder spec(Task task) {
        return WorkloadSpec.builder(WorkloadId.of("shop", "web"), Mode.replicated(2))
                .task(task);
    }
}
