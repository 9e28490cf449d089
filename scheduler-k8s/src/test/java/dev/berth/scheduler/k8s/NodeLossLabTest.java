package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.status.Pods;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** A node of the lab that loses its power in the middle of a rollout, and has it again when that is over. */
@Timeout(240)
@EnabledIfEnvironmentVariable(named = Lab.PRESENT, matches = ".+")
class NodeLossLabTest {
    private static final int REPLICAS = 4;
    private static final int SURGE = 1;

    private final LabScheduler lab = new LabScheduler(Lab.kubeconfig("KUBECONFIG"));
    private final LabPods pods = lab.pods(lab.id());
    private Optional<String> lost = Optional.empty();

    @AfterEach
    void mend() {
        lost.ifPresent(node -> LabFault.run("return-node", node));
        lab.close();
    }

    /** Two rounds, each of which takes longer than it takes to notice that a node is lost. */
    private WorkloadSpec spec(String version) {
        return WorkloadSpec.builder(lab.id(), Mode.replicated(REPLICAS))
                .task(LabScheduler.idle().environment("VERSION", version).build())
                .rollout(RolloutPolicy.builder()
                        .maximumUnavailable(Amount.of(1))
                        .maximumSurge(Amount.of(SURGE))
                        .minimumReadyTime(Duration.ofSeconds(15))
                        .build())
                .nodeLossWait(Optional.of(Duration.ofSeconds(1)))
                .build();
    }

    private static boolean isOld(PodObject pod) {
        return LabPods.revision(pod) == 1;
    }

    private static boolean isComplete(List<PodObject> pods) {
        List<PodObject> staying = LabPods.staying(pods);
        return staying.size() == REPLICAS && staying.stream().noneMatch(NodeLossLabTest::isOld);
    }

    private boolean isElsewhere(List<PodObject> pods) {
        return isComplete(pods)
                && LabPods.staying(pods).stream()
                        .allMatch(pod -> Pods.isReady(pod) && !lost.equals(Optional.of(pod.node())));
    }

    private static void keepsToItsLimits(List<PodObject> pods) {
        assertThat(LabPods.staying(pods)).hasSizeLessThanOrEqualTo(REPLICAS + SURGE);
    }

    @Test
    void aRolloutEndsElsewhereAndTheNodesReturnDoublesNothing() {
        lab.scheduler.workloads().apply(spec("one"));
        pods.awaitReady(REPLICAS);
        lab.scheduler.workloads().apply(spec("two"));
        List<PodObject> begun = pods.await(
                all -> all.stream().anyMatch(pod -> Pods.isReady(pod) && !isOld(pod)),
                NodeLossLabTest::keepsToItsLimits);
        lost = begun.stream()
                .filter(pod -> Pods.isReady(pod) && !isOld(pod))
                .map(PodObject::node)
                .findFirst();
        LabFault.run("kill-node", lost.orElseThrow());
        List<PodObject> noticed = pods.await(
                all -> all.stream()
                        .anyMatch(pod -> lost.equals(Optional.of(pod.node())) && !isOld(pod) && !Pods.isReady(pod)),
                NodeLossLabTest::keepsToItsLimits);
        assertThat(isComplete(noticed)).as("complete before the node was lost").isFalse();

        pods.await(this::isElsewhere, NodeLossLabTest::keepsToItsLimits);
        lab.await(lab.id(), Phase.STABLE);
        LabFault.run("return-node", lost.orElseThrow());

        pods.await(
                all -> all.size() == REPLICAS && all.stream().allMatch(Pods::isReady),
                all -> assertThat(isComplete(all)).isTrue());
        awaitContainers();
        assertThat(lab.scheduler.workloads().instances(Selector.of(lab.id())))
                .hasSize(REPLICAS)
                .allMatch(instance -> instance.revision() == 2 && instance.state() == InstanceState.RUNNING)
                .allMatch(Instance::ready);
        assertThat(lab.scheduler.workloads().revisions(lab.id())).hasSize(2);
        assertThat(lab.scheduler
                        .workloads()
                        .find(lab.id())
                        .orElseThrow()
                        .status()
                        .phase())
                .isEqualTo(Phase.STABLE);
    }

    /** What ran on the node when it was lost, its kubelet may have started again before it was told otherwise. */
    private void awaitContainers() {
        Call patience = Call.within(Duration.ofSeconds(60));
        List<String> running = LabContainers.running(lab.namespace);
        while (running.size() != REPLICAS) {
            patience.check("waiting for " + REPLICAS + " containers, there are " + running, Effect.NONE);
            running = LabContainers.running(lab.namespace);
        }
    }
}
