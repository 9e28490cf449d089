package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.local.cluster.NodeSettings;
import dev.berth.scheduler.local.process.Launch;
import dev.berth.scheduler.local.simulation.Behaviour;
import dev.berth.scheduler.local.simulation.SimulatedCluster;
import dev.berth.scheduler.local.simulation.Simulation;
import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Termination;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes that can't be reached, and can again (rule NOD-3). */
class NodeLossTest {
    private static final WorkloadId ID = WorkloadId.of("shop", "web");
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final SimulatedCluster cluster = SimulatedCluster.open(Simulation.ofNodes(3, 4711));

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void itsInstancesAreLostAtOnceAndNeverReadyNorEnded() {
        apply(service(3));
        cluster.nodes().lose("node-2");
        settle();
        assertThat(node("node-2").state()).isEqualTo(Node.State.LOST);
        assertThat(on("node-2")).singleElement().satisfies(instance -> {
            assertThat(instance.state()).isEqualTo(InstanceState.LOST);
            assertThat(instance.ready()).isFalse();
            assertThat(instance.reason()).isEqualTo("NODE_LOST");
            assertThat(instance.lastTermination()).isEmpty();
        });
        assertThat(phase()).isEqualTo(Phase.DEGRADED);
    }

    @Test
    void theyAreReplacedElsewhereAfterTheWaitAndNotBefore() {
        apply(service(3));
        cluster.nodes().lose("node-2");
        cluster.advance(WAIT.minus(MOMENT));
        assertThat(instances()).hasSize(3);
        cluster.advance(MOMENT.multipliedBy(2));
        assertThat(ready()).hasSize(3).noneMatch(instance -> place(instance).equals("node-2"));
        assertThat(phase()).isEqualTo(Phase.STABLE);
    }

    @Test
    void theWorkloadMaySayHowLongToWait() {
        apply(service(3).nodeLossWait(Optional.of(Duration.ofSeconds(5))));
        cluster.nodes().lose("node-2");
        cluster.advance(Duration.ofSeconds(4));
        assertThat(ready()).hasSize(2);
        cluster.advance(Duration.ofSeconds(2));
        assertThat(ready()).hasSize(3);
    }

    @Test
    void aNodeThatIsBackBeforeThatKeepsWhatRunsThere() {
        apply(service(3));
        List<Instance> before = instances();
        cluster.nodes().cutOff("node-2");
        cluster.advance(WAIT.minus(MOMENT));
        cluster.nodes().reconnect("node-2");
        cluster.advance(Duration.ofMinutes(1));
        assertThat(instances()).isEqualTo(before);
        assertThat(node("node-2").state()).isEqualTo(Node.State.READY);
    }

    @Test
    void allTasksOfAnInstanceAreKeptOrEndedWithTheirNode() {
        apply(service(3)
                .task(GroupTest.task("side", Task.Role.SIDECAR, "exec sleep 1000")
                        .build()));
        List<Instance> before = instances();
        cluster.nodes().cutOff("node-2");
        cluster.advance(WAIT.minus(MOMENT));
        cluster.nodes().reconnect("node-2");
        cluster.advance(Duration.ofMinutes(1));
        assertThat(instances()).isEqualTo(before);
        cluster.nodes().cutOff("node-2");
        cluster.advance(WAIT.plus(MOMENT.multipliedBy(5)));
        assertThat(cluster.running()).hasSize(8);
        cluster.nodes().reconnect("node-2");
        cluster.advance(Duration.ofMinutes(1));
        assertThat(cluster.running()).hasSize(6);
        assertThat(ready()).hasSize(3);
    }

    @Test
    void twoCopiesRunWhileItIsCutOffAndOnlyTheNewerAfterwards() {
        apply(service(3));
        Instance older = on("node-2").get(0);
        cluster.nodes().cutOff("node-2");
        cluster.advance(WAIT.plus(MOMENT));
        assertThat(cluster.running()).hasSize(4);
        List<Instance> ready = ready();
        assertThat(ready).hasSize(3).doesNotContain(older);
        cluster.nodes().reconnect("node-2");
        cluster.advance(Duration.ofMinutes(1));
        assertThat(cluster.running()).hasSize(3);
        assertThat(instances()).isEqualTo(ready);
    }

    @Test
    void whatWentDownWithItsNodeIsStartedAgainThereIfItIsBackInTime() {
        apply(service(3));
        Instance before = on("node-2").get(0);
        cluster.nodes().lose("node-2");
        cluster.advance(MOMENT.multipliedBy(10));
        cluster.nodes().bringBack("node-2");
        cluster.advance(Duration.ofSeconds(10));
        assertThat(on("node-2")).singleElement().satisfies(instance -> {
            assertThat(instance.id()).isEqualTo(before.id());
            assertThat(instance.restarts()).isEqualTo(1);
            assertThat(instance.ready()).isTrue();
            assertThat(instance.lastTermination().map(Termination::kind)).contains(Termination.Kind.UNKNOWN);
        });
        assertThat(instances()).hasSize(3);
    }

    @Test
    void whatEndedWhileItWasCutOffIsLearntWhenItIsBack() {
        apply(service(3));
        cluster.nodes().cutOff("node-2");
        settle();
        Launch there = cluster.running().stream()
                .filter(launch -> "node-2".equals(launch.environment().get("BERTH_NODE")))
                .findFirst()
                .orElseThrow();
        cluster.kill(there);
        settle();
        assertThat(on("node-2")).allMatch(instance -> instance.state() == InstanceState.LOST);
        cluster.nodes().reconnect("node-2");
        cluster.advance(Duration.ofSeconds(10));
        assertThat(on("node-2"))
                .singleElement()
                .satisfies(instance -> assertThat(instance.lastTermination().map(Termination::signal))
                        .contains("KILL"));
    }

    @Test
    void whatIsGivenUpIsNotInTheWayOfItsReplacement() {
        Placement oneInEachZone = Placement.builder()
                .antiAffinity(Affinity.required(ID, NodeAttribute.ZONE))
                .build();
        cluster.nodes().join(in("spare", "b"));
        apply(service(3).placement(oneInEachZone));
        String lost = instances().stream()
                .map(NodeLossTest::place)
                .filter(place -> place.equals("node-2") || place.equals("spare"))
                .findFirst()
                .orElseThrow();
        cluster.nodes().cutOff(lost);
        cluster.advance(WAIT.plus(MOMENT));
        assertThat(ready()).hasSize(3);
    }

    private static NodeSettings in(String name, String zone) {
        return new NodeSettings(name, Map.of("zone", zone), ResourceAmounts.NONE);
    }

    @Test
    void oneOnEachNodeWaitsForItsNodeAndIsNoLongerMissed() {
        apply(spec(Mode.global()));
        Instance before = on("node-2").get(0);
        cluster.nodes().cutOff("node-2");
        cluster.advance(Duration.ofMinutes(10));
        assertThat(on("node-2")).extracting(Instance::state).containsExactly(InstanceState.LOST);
        assertThat(phase()).isEqualTo(Phase.STABLE);
        cluster.nodes().reconnect("node-2");
        cluster.advance(MOMENT);
        assertThat(on("node-2")).containsExactly(before);
        assertThat(instances()).hasSize(3).allMatch(Instance::ready);
    }

    @Test
    void anAttemptOfABatchHasFailedAndIsMadeElsewhereOnlyIfThatIsAllowed() {
        apply(spec(Batch.builder().completions(3).parallelism(3).retries(1).build()));
        cluster.nodes().cutOff("node-2");
        cluster.advance(WAIT.minus(MOMENT));
        assertThat(run().failed()).isZero();
        cluster.advance(MOMENT.multipliedBy(2));
        assertThat(run().failed()).isEqualTo(1);
        assertThat(run().attempts())
                .singleElement()
                .matches(attempt -> attempt.termination().kind() == Termination.Kind.UNKNOWN);
        assertThat(cluster.running()).hasSize(4);
        assertThat(cluster.running().stream()
                        .map(launch -> launch.environment().get("BERTH_INSTANCE_INDEX"))
                        .distinct())
                .hasSize(3);
        cluster.nodes().reconnect("node-2");
        cluster.advance(Duration.ofMinutes(1));
        assertThat(cluster.running()).hasSize(3);
        assertThat(run().state()).isEqualTo(Run.State.RUNNING);
        assertThat(run().attempts()).hasSize(1);
    }

    @Test
    void aBatchWithoutRetriesHasFailedWithItsNode() {
        apply(spec(Mode.batch()));
        cluster.nodes().cutOff(place(instances().get(0)));
        cluster.advance(WAIT.plus(MOMENT));
        assertThat(run().state()).isEqualTo(Run.State.FAILED);
        assertThat(run().reason()).isEqualTo("NODE_LOST");
        assertThat(cluster.running()).hasSize(1);
    }

    @Test
    void whatIsRemovedIsGoneOnlyOnceItsNodeIsBack() {
        apply(service(3));
        cluster.nodes().cutOff("node-2");
        cluster.scheduler().workloads().remove(ID);
        cluster.advance(Duration.ofMinutes(10));
        assertThat(phase()).isEqualTo(Phase.REMOVING);
        assertThat(cluster.running()).hasSize(1);
        cluster.nodes().reconnect("node-2");
        cluster.advance(MOMENT);
        assertThat(cluster.running()).isEmpty();
        assertThat(cluster.scheduler().workloads().find(ID)).isEmpty();
    }

    @Test
    void aLostNodeThatLeavesForGoodTakesAllOfItWithIt() {
        apply(service(3));
        cluster.nodes().cutOff("node-2");
        settle();
        cluster.nodes().leave("node-2");
        cluster.advance(Duration.ofSeconds(5));
        assertThat(instances()).hasSize(3).allMatch(Instance::ready);
        assertThat(cluster.running()).hasSize(3);
        assertThat(cluster.scheduler().nodes().list()).hasSize(2);
    }

    @Test
    void aSecondLossBeforeTheFirstIsOverChangesNothing() {
        apply(service(3));
        cluster.nodes().cutOff("node-2");
        cluster.nodes().lose("node-2");
        cluster.advance(WAIT.plus(MOMENT));
        assertThat(ready()).hasSize(3);
        assertThat(cluster.running()).hasSize(3);
    }

    @Test
    void aServerThatStartsMeanwhileKnowsWhatIsLost() {
        apply(service(3));
        cluster.nodes().cutOff("node-2");
        settle();
        cluster.crash();
        cluster.recover();
        settle();
        assertThat(on("node-2")).extracting(Instance::state).containsExactly(InstanceState.LOST);
        cluster.advance(WAIT);
        assertThat(ready()).hasSize(3);
        cluster.nodes().reconnect("node-2");
        settle();
        assertThat(instances()).hasSize(3);
        assertThat(cluster.running()).hasSize(3);
    }

    @Test
    void nothingIsStartedOnALostNode() {
        cluster.nodes().lose("node-2");
        apply(service(6));
        assertThat(ready()).hasSize(6).noneMatch(instance -> place(instance).equals("node-2"));
    }

    @Test
    void aStartThatWasOnItsWayIsMadeAnew() {
        cluster.behaving(launch -> Behaviour.usual().startingAfter(Duration.ofSeconds(3)));
        cluster.scheduler().workloads().apply(service(3).build()).orThrow();
        cluster.nodes().lose("node-2");
        cluster.advance(Duration.ofSeconds(10));
        cluster.nodes().bringBack("node-2");
        cluster.advance(Duration.ofSeconds(10));
        assertThat(instances()).hasSize(3).allMatch(Instance::ready);
    }

    private void apply(WorkloadSpec.Builder spec) {
        cluster.scheduler().workloads().apply(spec.build()).orThrow();
        settle();
    }

    private void settle() {
        cluster.advance(MOMENT);
    }

    private static WorkloadSpec.Builder service(int replicas) {
        return spec(Mode.replicated(replicas));
    }

    private static WorkloadSpec.Builder spec(Mode mode) {
        return WorkloadSpec.builder(ID, mode)
                .task(Task.main(ProcessArtifact.builder("/opt/web").build()).build());
    }

    private List<Instance> instances() {
        return new ArrayList<>(cluster.scheduler().workloads().instances(Selector.of(ID)));
    }

    private List<Instance> ready() {
        return instances().stream().filter(Instance::ready).toList();
    }

    private List<Instance> on(String node) {
        return instances().stream()
                .filter(instance -> place(instance).equals(node))
                .toList();
    }

    private static String place(Instance instance) {
        return instance.node().map(NodeId::value).orElse("nowhere");
    }

    private Node node(String name) {
        return cluster.scheduler().nodes().list().stream()
                .filter(node -> node.id().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Phase phase() {
        return cluster.scheduler().workloads().find(ID).orElseThrow().status().phase();
    }

    private Run run() {
        return cluster.scheduler().workloads().runs(ID).get(0);
    }
}
