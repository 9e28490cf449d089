package dev.berth.scheduler.k8s.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.Network;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
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
    private static final Duration HALF = Duration.ofMillis(1500);

    @Test
    void refusesNothingOfAPlainSpec() {
        assertThat(SpecCheck.of(spec(task()).build())).isEmpty();
    }

    @Test
    void refusesFractionsOfSecondsEverywhereAndAllAtOnce() {
        Probe probe = Probe.builder(ProbeCheck.command("/bin/true"))
                .interval(HALF)
                .timeout(Duration.ofMillis(10))
                .build();
        Task.Builder task = task().health(Health.builder()
                        .startupGrace(HALF)
                        .readiness(probe)
                        .liveness(probe)
                        .build())
                .stop(new StopPolicy("TERM", HALF));
        RolloutPolicy rollout = RolloutPolicy.builder()
                .minimumReadyTime(HALF)
                .progressDeadline(Duration.ofMillis(2500))
                .build();

        assertThat(paths(spec(task).rollout(rollout).nodeLossWait(Optional.of(HALF))))
                .containsExactlyInAnyOrder(
                        "tasks[0].health.startupGrace",
                        "tasks[0].health.readiness.interval",
                        "tasks[0].health.readiness.timeout",
                        "tasks[0].health.liveness.interval",
                        "tasks[0].health.liveness.timeout",
                        "tasks[0].stop.grace",
                        "rollout.minimumReadyTime",
                        "rollout.progressDeadline",
                        "nodeLossWait");
    }

    @Test
    void refusesOfASidecarWhatAKubeletWouldNotDoBeforeItIsReady() {
        Probe probe = Probe.builder(ProbeCheck.command("/bin/true"))
                .successThreshold(2)
                .build();
        Task sidecar = Task.builder("proxy")
                .role(Task.Role.SIDECAR)
                .artifact(ImageArtifact.builder("web").build())
                .health(Health.builder()
                        .readiness(probe)
                        .liveness(Probe.builder(ProbeCheck.command("/bin/true")).build())
                        .build())
                .build();

        assertThat(paths(spec(task()).task(sidecar)))
                .containsExactlyInAnyOrder("tasks[1].health.readiness.successThreshold", "tasks[1].health.liveness");
    }

    @Test
    void refusesAPortOfTheNodeOfASidecarAsAKubeletMapsNone() {
        Task.Builder sidecar = Task.builder("proxy")
                .role(Task.Role.SIDECAR)
                .artifact(ImageArtifact.builder("web").build());

        assertThat(paths(
                        spec(task()).task(sidecar.port(Port.fixed("http", 8080)).build())))
                .containsExactly("tasks[1].ports[0]");
    }

    @Test
    void refusesRequiredAffinitiesToSeveralWorkloadsAsNoPodIsOfTwo() {
        NodeAttribute node = NodeAttribute.NODE_ID;
        Placement.Builder several = Placement.builder()
                .affinity(Affinity.required(WorkloadId.of("shop", "db"), NodeAttribute.ZONE))
                .affinity(Affinity.preferred(WorkloadId.of("shop", "cache"), node, 1))
                .affinity(Affinity.required(WorkloadId.of("shop", "db"), node));

        assertThat(paths(spec(task()).placement(several.build()))).isEmpty();
        assertThat(paths(spec(task())
                        .placement(several.affinity(Affinity.required(WorkloadId.of("shop", "cache"), node))
                                .build())))
                .containsExactly("placement.affinities[3].workload");
    }

    @Test
    void refusesAShareOfNodesWhichADaemonSetWouldRoundUp() {
        RolloutPolicy.Builder share = RolloutPolicy.builder().maximumSurge(Amount.of(0));
        WorkloadSpec.Builder global = spec(task()).mode(Mode.global());

        assertThat(paths(global.rollout(
                        share.maximumUnavailable(Amount.percent(30)).build())))
                .containsExactly("rollout.maximumUnavailable");
        assertThat(paths(global.rollout(RolloutPolicy.allAtOnce()))).isEmpty();
        assertThat(paths(global.rollout(share.maximumUnavailable(Amount.of(2)).build())))
                .isEmpty();
    }

    @Test
    void refusesAFileInAVolumeThatIsKept() {
        TaskFile file = new TaskFile.Config("/srv/fonts/a.conf", "x", 0444);
        WorkloadSpec.Builder kept = spec(task().file(file).mount(new Mount("fonts", "/srv/fonts", true)))
                .volume(new Volume.HostPath("fonts", "/usr/share/fonts"));
        WorkloadSpec.Builder scratch = spec(task().file(file)
                        .mount(new Mount("fonts", "/srv", true))
                        .mount(new Mount("own", "/srv/fonts", false)))
                .volume(new Volume.HostPath("fonts", "/usr/share/fonts"))
                .volume(new Volume.Ephemeral("own", Optional.empty()));

        assertThat(paths(kept)).containsExactly("tasks[0].files[0].path");
        assertThat(paths(scratch)).isEmpty();
    }

    @Test
    void refusesABatchsDeadlineOfFractions() {
        assertThat(paths(spec(task()).mode(Batch.builder().deadline(HALF).build())))
                .containsExactly("mode.batch.deadline");
    }

    @Test
    void saysWhatWasFoundAndWhatIsAllowed() {
        assertThat(SpecCheck.of(spec(task().user("www-data")).build()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("user (=www-data) must be a number from 0 to 2147483647"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1000", "1000:0", "2147483647"})
    void takesUsersByNumber(String user) {
        assertThat(paths(spec(task().user(user)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "1000:staff", "2147483648"})
    void refusesUsersByName(String user) {
        assertThat(paths(spec(task().user(user)))).containsExactly("tasks[0].user");
    }

    @Test
    void refusesAFileThatItsUserCouldNotRead() {
        TaskFile file = new TaskFile.Config("/etc/file", "x", 0400);

        assertThat(paths(spec(task().user("1000").file(file)))).containsExactly("tasks[0].files[0].mode");
        assertThat(paths(spec(task().user("0").file(file)))).isEmpty();
    }

    @Test
    void refusesPathsThatAServerDoesNotTake() {
        assertThat(paths(spec(task().file(new TaskFile.Config("/etc/a:b", "x", 0444))
                                .mount(new Mount("scratch", "/run/a:b", false)))
                        .volume(new Volume.Ephemeral("scratch", Optional.empty()))))
                .containsExactly("tasks[0].files[0].path", "tasks[0].mounts[0].path");
    }

    @Test
    void refusesASecretWithoutKeyOrUnderANameThatNoSecretHas() {
        EnvironmentValue secret = EnvironmentValue.secret(new SecretReference("Shop/key", ""));

        assertThat(paths(spec(task().environment("KEY", secret))))
                .containsExactly("tasks[0].environment.KEY.secret.name", "tasks[0].environment.KEY.secret.key");
    }

    @Test
    void refusesTwoPortsOfOneNumberInATask() {
        Port.Builder udp = Port.inside("dns", 53).toBuilder().protocol(Port.Protocol.UDP);

        assertThat(paths(spec(task().port(Port.inside("one", 53)).port(Port.inside("two", 53)))))
                .containsExactly("tasks[0].ports[1].number");
        assertThat(paths(spec(task().port(Port.inside("one", 53)).port(udp.build()))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a--b", "80"})
    void refusesPortsWhoseNamesKubernetesDoesNotTake(String name) {
        assertThat(paths(spec(task().port(Port.builder(name)
                        .reach(Port.Reach.INSIDE)
                        .number(80)
                        .variable("WEB")
                        .build()))))
                .containsExactly("tasks[0].ports[0].name");
    }

    @Test
    void refusesAPortOfTheNodeWhereANewInstanceIsStartedBesideTheOld() {
        WorkloadSpec.Builder global =
                spec(task().port(Port.fixed("http", 8080))).mode(Mode.global());

        assertThat(paths(global)).containsExactly("tasks[0].ports[0]");
        assertThat(paths(global.rollout(
                        RolloutPolicy.builder().maximumUnavailable(Amount.of(1)).build())))
                .isEmpty();
    }

    @Test
    void refusesGlobalInstancesThatKeepToThemselvesWhereANewOneIsStartedBesideTheOld() {
        WorkloadSpec.Builder host =
                spec(task().port(Port.inside("http", 8080))).mode(Mode.global()).network(Network.HOST);
        WorkloadId own = WorkloadId.of("shop", "web");
        WorkloadSpec.Builder alone = spec(task())
                .mode(Mode.global())
                .placement(Placement.builder()
                        .maximumPerNode(1)
                        .antiAffinity(Affinity.preferred(own, NodeAttribute.HOSTNAME, 1))
                        .antiAffinity(Affinity.required(own, NodeAttribute.HOSTNAME))
                        .antiAffinity(Affinity.required(WorkloadId.of("shop", "api"), NodeAttribute.HOSTNAME))
                        .build());
        RolloutPolicy oldFirst =
                RolloutPolicy.builder().maximumUnavailable(Amount.of(1)).build();

        assertThat(paths(host)).containsExactly("tasks[0].ports[0]");
        assertThat(paths(alone)).containsExactly("placement.maximumPerNode", "placement.antiAffinities[1]");
        assertThat(paths(host.rollout(oldFirst))).isEmpty();
        assertThat(paths(alone.rollout(oldFirst))).isEmpty();
    }

    @Test
    void refusesNoGraceAtAllAsAPodWouldBeGoneBeforeItsProcesses() {
        assertThat(paths(spec(task().stop(new StopPolicy("TERM", Duration.ZERO)))))
                .containsExactly("tasks[0].stop.grace");
    }

    @Test
    void refusesLimitsThatComeToNothing() {
        RolloutPolicy none = RolloutPolicy.builder().maximumSurge(Amount.of(0)).build();

        assertThat(paths(spec(task()).mode(Mode.replicated(3)).rollout(none)))
                .containsExactly("rollout.maximumUnavailable");
        assertThat(paths(spec(task()).mode(Mode.replicated(4)).rollout(none))).isEmpty();
        assertThat(paths(spec(task()).mode(Mode.replicated(0)).rollout(none))).isEmpty();
    }

    @Test
    void refusesValuesThatNoLabelAndNoNodeHas() {
        assertThat(paths(spec(task())
                        .placement(Placement.builder()
                                .constraint(Constraint.in(NodeAttribute.ZONE, "a", "a b"))
                                .constraint(Constraint.equalTo(NodeAttribute.label("x"), "x".repeat(64)))
                                .constraint(Constraint.equalTo(NodeAttribute.NODE_ID, "N1"))
                                .constraint(Constraint.equalTo(NodeAttribute.label("x"), ""))
                                .build())))
                .containsExactly(
                        "placement.constraints[0].values[1]",
                        "placement.constraints[1].values[0]",
                        "placement.constraints[2].values[0]");
    }

    @Test
    void refusesAHardSpreadOverNodesBesideAMaximum() {
        Placement.Builder spread = Placement.builder().spread(Spread.required(NodeAttribute.HOSTNAME, 1));

        assertThat(paths(spec(task()).placement(spread.maximumPerNode(2).build())))
                .containsExactly("placement.spreads[0].attribute");
        assertThat(paths(spec(task()).placement(spread.maximumPerNode(1).build())))
                .isEmpty();
    }

    @Test
    void refusesTheSameSpreadTwice() {
        assertThat(paths(spec(task())
                        .placement(Placement.builder()
                                .spread(Spread.required(NodeAttribute.NODE_ID, 1))
                                .spread(Spread.required(NodeAttribute.HOSTNAME, 2))
                                .build())))
                .containsExactly("placement.spreads[1].attribute");
    }

    @Test
    void refusesAnotherGraceBesideThatOfMain() {
        Task.Builder sidecar = Task.builder("proxy")
                .role(Task.Role.SIDECAR)
                .artifact(ImageArtifact.builder("busybox").build());
        Task.Builder main = task().stop(new StopPolicy("TERM", Duration.ofSeconds(30)));

        assertThat(paths(spec(main).task(sidecar.build()))).isEmpty();
        assertThat(paths(spec(main)
                        .task(sidecar.stop(new StopPolicy("TERM", Duration.ofSeconds(3)))
                                .build())))
                .containsExactly("tasks[1].stop.grace");
    }

    @Test
    void refusesNamesThatObjectsCanNotHave() {
        assertThat(paths(spec(task())
                        .discoveryName("1st")
                        .volume(new Volume.Named("berth-file-x", "Data"))
                        .label("a".repeat(60) + "." + "b.".repeat(90) + "example.com/tier", "front")))
                .hasSize(4)
                .contains("volumes[0].name", "volumes[0].named", "discoveryName");
    }

    private static Task.Builder task() {
        return task(task -> task);
    }

    private static Task.Builder task(UnaryOperator<Task.Builder> change) {
        return change.apply(Task.main(ImageArtifact.builder("busybox").build()));
    }

    private static WorkloadSpec.Builder spec(Task.Builder task) {
        return WorkloadSpec.builder(WorkloadId.of("shop", "web"), Mode.replicated(2))
                .task(task.build());
    }

    private static List<String> paths(WorkloadSpec.Builder spec) {
        return SpecCheck.of(spec.build()).stream().map(Problem::path).toList();
    }
}
