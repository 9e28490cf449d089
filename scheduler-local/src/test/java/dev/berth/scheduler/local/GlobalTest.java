package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.local.cluster.NodeSettings;
import dev.berth.scheduler.local.simulation.SimulatedCluster;
import dev.berth.scheduler.local.simulation.Simulation;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Resources;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.WorkloadStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workloads that have one instance on each node that matches (rule GLB-1). */
class GlobalTest {
    private static final WorkloadId ID = WorkloadId.of("shop", "agent");
    private static final NodeAttribute ROLE = NodeAttribute.label("role");
    private static final Placement ON_FRONTS =
            Placement.builder().constraint(Constraint.equalTo(ROLE, "front")).build();
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final SimulatedCluster cluster = SimulatedCluster.open(
            Simulation.ofNodes(1, 4711).withNodes(List.of(node("a", "front"), node("b", "front"), node("c", "back"))));

    @AfterEach
    void close() {
        cluster.close();
    }

    private static NodeSettings node(String name, String role) {
        return new NodeSettings(
                name,
                Map.of(ROLE.name(), role),
                ResourceAmounts.builder().cpu(Cpu.ofCores(4)).build());
    }

    @Test
    void runsOnceOnEachNodeThatMatchesAndNowhereElse() {
        apply(spec -> spec.placement(ON_FRONTS));
        assertThat(places()).containsExactly("a", "b");
        assertThat(status().desired()).isEqualTo(2);
        assertThat(status().phase()).isEqualTo(Phase.STABLE);
    }

    @Test
    void followsNodesThatJoinLeaveAndAreRelabelled() {
        apply(spec -> spec.placement(ON_FRONTS));
        cluster.nodes().join(node("d", "front"));
        settle();
        assertThat(places()).containsExactly("a", "b", "d");
        cluster.nodes().label("c", ROLE, Optional.of("front"));
        cluster.nodes().label("a", ROLE, Optional.empty());
        settle();
        assertThat(places()).containsExactly("b", "c", "d");
        cluster.nodes().leave("b");
        settle();
        assertThat(places()).containsExactly("c", "d");
        assertThat(status().desired()).isEqualTo(2);
        assertThat(status().phase()).isEqualTo(Phase.STABLE);
        assertThat(cluster.running()).hasSize(2);
    }

    @Test
    void whatStaysIsNotTouchedByNodesThatComeAndGo() {
        apply(spec -> spec);
        List<Instance> before = instances();
        cluster.nodes().join(node("d", "front"));
        settle();
        cluster.nodes().leave("d");
        settle();
        assertThat(instances()).isEqualTo(before);
    }

    @Test
    void aCordonedNodeGetsItsInstanceTooAndADrainedOneKeepsIt() {
        cluster.scheduler().nodes().schedulable(new NodeId("a"), false);
        apply(spec -> spec);
        assertThat(places()).containsExactly("a", "b", "c");
        List<Instance> before = instances();
        cluster.scheduler().nodes().drain(new NodeId("b"));
        cluster.advance(Duration.ofMinutes(1));
        assertThat(instances()).isEqualTo(before);
        apply(spec -> spec.tasks(List.of(task("2"))));
        assertThat(places()).containsExactly("a", "b", "c");
        assertThat(instances()).allMatch(instance -> instance.revision() == 2);
    }

    @Test
    void whatHasNoRoomOnItsNodeWaitsThereWithTheReason() {
        cluster.scheduler()
                .workloads()
                .apply(WorkloadSpec.builder(WorkloadId.of("shop", "large"), Mode.replicated(1))
                        .task(demanding(3000, "1"))
                        .placement(Placement.builder()
                                .constraint(Constraint.equalTo(NodeAttribute.NODE_ID, "c"))
                                .build())
                        .build());
        settle();
        apply(spec -> spec.tasks(List.of(demanding(2000, "1"))));
        assertThat(places()).containsExactly("a", "b");
        assertThat(status().desired()).isEqualTo(3);
        assertThat(status().phase()).isEqualTo(Phase.PENDING);
        assertThat(status().explanation().orElseThrow().sentence()).isEqualTo("1 node: 1 insufficient cpu");
        cluster.scheduler().workloads().remove(WorkloadId.of("shop", "large"));
        settle();
        assertThat(places()).containsExactly("a", "b", "c");
    }

    @Test
    void isReplacedWithinTheLimitsOfItsRollout() {
        RolloutPolicy oneAtATime = RolloutPolicy.builder()
                .maximumUnavailable(Amount.of(1))
                .maximumSurge(Amount.of(0))
                .build();
        apply(spec -> spec.rollout(oneAtATime));
        cluster.scheduler()
                .workloads()
                .apply(spec().tasks(List.of(task("2"))).rollout(oneAtATime).build());
        for (int millisecond = 0; millisecond < 500; millisecond++) {
            cluster.advance(Duration.ofMillis(1));
            assertThat(instances()).filteredOn(Instance::ready).hasSizeGreaterThanOrEqualTo(2);
            assertThat(instances()).hasSizeLessThanOrEqualTo(3);
        }
        assertThat(places()).containsExactly("a", "b", "c");
        assertThat(instances()).allMatch(instance -> instance.revision() == 2 && instance.ready());
        assertThat(status().phase()).isEqualTo(Phase.STABLE);
    }

    @Test
    void surgesOnTheNodeOfTheOldOne() {
        RolloutPolicy beside = RolloutPolicy.builder()
                .maximumUnavailable(Amount.of(0))
                .maximumSurge(Amount.of(1))
                .build();
        apply(spec -> spec.rollout(beside));
        cluster.scheduler()
                .workloads()
                .apply(spec().tasks(List.of(task("2"))).rollout(beside).build());
        for (int millisecond = 0; millisecond < 500; millisecond++) {
            cluster.advance(Duration.ofMillis(1));
            assertThat(instances().stream().filter(Instance::ready).map(GlobalTest::place))
                    .contains("a", "b", "c");
            assertThat(instances()).hasSizeLessThanOrEqualTo(4);
        }
        assertThat(instances()).hasSize(3).allMatch(instance -> instance.revision() == 2);
    }

    @Test
    void aRolloutWithoutRoomBesideTheOldOnesIsRefused() {
        apply(spec -> spec.tasks(List.of(demanding(3000, "1"))));
        WorkloadSpec next = spec().tasks(List.of(demanding(3000, "2"))).build();
        assertThatThrownBy(() -> cluster.scheduler().workloads().apply(next).orThrow())
                .isInstanceOf(RefusedException.class)
                .satisfies(refusal ->
                        assertThat(((RefusedException) refusal).code()).isEqualTo(ErrorCode.INFEASIBLE))
                .hasMessageContaining("insufficient cpu");
    }

    @Test
    void aFixedPortIsRefusedAsAllNodesAreOneMachine() {
        WorkloadSpec fixed = WorkloadSpec.builder(ID, Mode.global())
                .task(Task.main(ProcessArtifact.builder("/opt/agent").build())
                        .port(Port.fixed("http", 8080))
                        .build())
                .build();
        assertThatThrownBy(() -> cluster.scheduler().workloads().apply(fixed).orThrow())
                .hasMessageContaining("instances on each node can't share port 8080 of one machine");
    }

    @Test
    void aPausedRolloutFollowsNodesWithWhatWasCompleteBefore() {
        apply(spec -> spec);
        cluster.scheduler().workloads().edit(Edit.pause(ID)).orThrow();
        cluster.scheduler().workloads().apply(spec().tasks(List.of(task("2"))).build());
        cluster.nodes().join(node("d", "front"));
        settle();
        assertThat(places()).containsExactly("a", "b", "c", "d");
        assertThat(instances()).allMatch(instance -> instance.revision() == 1);
        cluster.scheduler().workloads().edit(Edit.resume(ID)).orThrow();
        cluster.advance(Duration.ofSeconds(5));
        assertThat(instances()).hasSize(4).allMatch(instance -> instance.revision() == 2);
    }

    @Test
    void aServerThatStartsLaterFollowsWhatChangedMeanwhile() {
        apply(spec -> spec.placement(ON_FRONTS));
        cluster.crash();
        cluster.nodes().label("a", ROLE, Optional.empty());
        cluster.nodes().join(node("d", "front"));
        cluster.nodes().leave("b");
        cluster.recover();
        settle();
        assertThat(places()).containsExactly("d");
        assertThat(cluster.running()).hasSize(1);
    }

    @Test
    void isGoneEverywhereOnceRemoved() {
        apply(spec -> spec);
        cluster.scheduler().workloads().remove(ID);
        settle();
        assertThat(cluster.running()).isEmpty();
        assertThat(cluster.scheduler().workloads().find(ID)).isEmpty();
    }

    private void apply(UnaryOperator<WorkloadSpec.Builder> change) {
        cluster.scheduler().workloads().apply(change.apply(spec()).build()).orThrow();
        settle();
    }

    private void settle() {
        cluster.advance(MOMENT);
    }

    private static WorkloadSpec.Builder spec() {
        return WorkloadSpec.builder(ID, Mode.global()).tasks(List.of(task("1")));
    }

    private static Task task(String version) {
        return Task.main(ProcessArtifact.builder("/opt/agent").build())
                .environment("VERSION", version)
                .build();
    }

    private static Task demanding(long millicores, String version) {
        return task(version).toBuilder()
                .resources(new Resources(
                        ResourceAmounts.builder().cpu(new Cpu(millicores)).build(), ResourceAmounts.NONE))
                .build();
    }

    private List<Instance> instances() {
        return cluster.scheduler().workloads().instances(Selector.of(ID));
    }

    private static String place(Instance instance) {
        return instance.node().map(NodeId::value).orElse("nowhere");
    }

    private List<String> places() {
        return instances().stream()
                .filter(Instance::ready)
                .map(GlobalTest::place)
                .sorted()
                .toList();
    }

    private WorkloadStatus status() {
        return cluster.scheduler().workloads().find(ID).orElseThrow().status();
    }
}
