package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.NodeObject;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.status.Pods;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.Spread;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Call;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Where the lab's cluster has the pods of a rollout. */
@Timeout(300)
@EnabledIfEnvironmentVariable(named = Lab.PRESENT, matches = ".+")
class RolloutPlacementLabTest {
    private static final String CORDONED = "node.kubernetes.io/unschedulable";

    private final LabScheduler lab = new LabScheduler(Lab.kubeconfig("KUBECONFIG"));
    private final LabPods pods = lab.pods(lab.id());
    private final List<String> nodes = List.of(Lab.value("NODES").split(","));

    @AfterEach
    void leaveNothing() {
        nodes.forEach(node -> Kubectl.run("uncordon", node));
        lab.close();
    }

    private WorkloadSpec spec(String version, int replicas, int surge, Placement placement) {
        return WorkloadSpec.builder(lab.id(), Mode.replicated(replicas))
                .task(LabScheduler.idle().environment("VERSION", version).build())
                .placement(placement)
                .rollout(RolloutPolicy.builder()
                        .maximumUnavailable(Amount.of(surge == 0 ? 1 : 0))
                        .maximumSurge(Amount.of(surge))
                        .build())
                .build();
    }

    private static Map<String, Long> perNode(List<PodObject> pods) {
        return LabPods.staying(pods).stream()
                .filter(pod -> !pod.node().isEmpty())
                .collect(Collectors.groupingBy(PodObject::node, Collectors.counting()));
    }

    private List<PodObject> roll(WorkloadSpec spec, int replicas, Consumer<List<PodObject>> each) {
        lab.scheduler.workloads().apply(spec);
        return pods.await(
                all -> all.size() == replicas
                        && all.stream().allMatch(pod -> Pods.isReady(pod) && LabPods.revision(pod) == 2),
                each);
    }

    /** A spread goes by the taint of a cordon, which a controller takes away a little later. */
    private void awaitNoTaint() {
        Call patience = Call.within(Duration.ofSeconds(60));
        while (isTainted()) {
            patience.check("waiting until no node has " + CORDONED, Effect.NONE);
        }
    }

    private boolean isTainted() {
        Call call = Call.within(Duration.ofSeconds(30));
        List<NodeObject> all = Listing.of(sink -> lab.client.list(ObjectKind.NODE, "", "", Codec.NODES, sink, call));
        return all.stream()
                .flatMap(node -> node.taints().stream())
                .anyMatch(taint -> taint.key().equals(CORDONED));
    }

    /** Those that are replaced are all on one node, so that it would get none of the new ones if they were counted, too. */
    @Test
    void newPodsAreSpreadAmongThemselves() {
        int replicas = 4;
        Placement spread = Placement.builder()
                .spread(Spread.required(NodeAttribute.HOSTNAME, 1))
                .build();
        nodes.stream().skip(1).forEach(node -> Kubectl.run("cordon", node));
        lab.scheduler.workloads().apply(spec("one", replicas, replicas, spread));
        assertThat(perNode(pods.awaitReady(replicas))).containsOnlyKeys(nodes.get(0));
        nodes.stream().skip(1).forEach(node -> Kubectl.run("uncordon", node));
        awaitNoTaint();

        List<PodObject> rolled = roll(spec("two", replicas, replicas, spread), replicas, all -> {});

        assertThat(perNode(rolled).values()).containsExactlyInAnyOrder(1L, 1L, 2L);
    }

    @Test
    void noNodeHasMoreThanItMayWhileOldAndNewOnesAreThere() {
        int most = 2;
        int replicas = most * nodes.size() - 1;
        Placement placement = Placement.builder().maximumPerNode(most).build();
        Consumer<List<PodObject>> within =
                all -> assertThat(perNode(all).values()).allMatch(count -> count <= most);
        lab.scheduler.workloads().apply(spec("one", replicas, 1, placement));
        pods.await(all -> all.size() == replicas && all.stream().allMatch(Pods::isReady), within);

        List<PodObject> rolled = roll(spec("two", replicas, 1, placement), replicas, within);

        assertThat(perNode(rolled).values()).containsExactlyInAnyOrder(1L, 2L, 2L);
    }
}
