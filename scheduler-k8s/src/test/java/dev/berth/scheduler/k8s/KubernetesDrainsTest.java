package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.ID;
import static dev.berth.scheduler.k8s.Rendering.OWNER;
import static dev.berth.scheduler.k8s.Rendering.spec;
import static dev.berth.scheduler.k8s.TestKubernetes.SPACE;
import static dev.berth.scheduler.k8s.TestKubernetes.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drains over a cluster in memory whose controllers are moved by hand. */
class KubernetesDrainsTest {
    private static final NodeId FIRST = new NodeId("n1");

    private final TestKubernetes test = new TestKubernetes();
    private final FakeDeployments deployments = new FakeDeployments(test.objects);
    private final KubernetesSender sender = new KubernetesSender(test.client, OWNER);

    @BeforeEach
    void twoNodes() {
        deployments.node("n1");
        deployments.node("n2");
    }

    /** All begin on the first node. */
    private void run(int replicas, int unavailable, int surge) {
        RolloutPolicy policy = RolloutPolicy.builder()
                .maximumUnavailable(Amount.of(unavailable))
                .maximumSurge(Amount.of(surge))
                .build();
        ObjectNode manifest = Rendering.manifest(
                spec().mode(Mode.replicated(replicas)).rollout(policy).build());
        var unused = test.objects.put(ObjectKind.DEPLOYMENT, manifest);
        for (int i = 0; i < 3; i++) {
            deployments.round();
        }
        deployments.fewest = replicas;
        deployments.most = replicas;
    }

    /** By a controller that knows nothing of the steps before. */
    private Optional<Duration> step() {
        return new KubernetesDrains(test.client, OWNER).carryOn(call());
    }

    private void steps(int count) {
        for (int i = 0; i < count; i++) {
            var unused = step();
            deployments.round();
        }
    }

    private ObjectNode deployment() {
        return test.objects.find(ObjectKind.DEPLOYMENT, SPACE, ID.name()).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"4,0,1", "4,1,0", "4,2,2", "1,0,1", "1,1,0", "5,0,3", "3,3,0", "6,4,0"})
    void everyPodLeavesWithinTheLimitsOfItsRollout(int replicas, int unavailable, int surge) {
        run(replicas, unavailable, surge);
        assertThat(deployments.on("n1")).isEqualTo(replicas);
        sender.drain(FIRST, call());

        steps(60);

        assertThat(deployments.on("n1")).isZero();
        assertThat(deployments.on("n2")).isEqualTo(replicas);
        assertThat(deployments.fewest).isGreaterThanOrEqualTo(replicas - unavailable);
        assertThat(deployments.most).isLessThanOrEqualTo(replicas + surge);
        assertThat(deployment().at("/spec/replicas").asInt()).isEqualTo(replicas);
        assertThat(deployment().at("/metadata/labels").has(KubernetesLabels.SURGE))
                .isFalse();
    }

    @Test
    void aDrainedNodeTakesNothingAndSaysThatItIsDrained() {
        sender.drain(FIRST, call());

        List<ObjectNode> nodes = test.objects.list(ObjectKind.NODE, "");
        assertThat(nodes.get(0).at("/spec/unschedulable").asBoolean()).isTrue();
        assertThat(nodes.get(0).at("/metadata/annotations/berth.dev~1draining").asText())
                .isEqualTo("true");
        assertThat(nodes.get(1).at("/spec/unschedulable").asBoolean()).isFalse();
    }

    @Test
    void drainingTwiceIsDrainingOnce() {
        sender.drain(FIRST, call());
        test.requests.made();
        sender.drain(FIRST, call());

        assertThat(test.requests.made()).containsExactly("get NODE");
    }

    @Test
    void aNodeThatIsSchedulableAgainKeepsWhatItHasAndWhatWasAddedGoes() {
        run(4, 0, 1);
        sender.drain(FIRST, call());
        steps(1);
        assertThat(deployment().at("/spec/replicas").asInt()).isEqualTo(5);
        sender.schedulable(FIRST, true, call());

        steps(4);

        assertThat(deployments.pods()).hasSize(4);
        assertThat(deployments.on("n1")).isGreaterThanOrEqualTo(3);
        assertThat(deployment().at("/metadata/labels").has(KubernetesLabels.SURGE))
                .isFalse();
        assertThat(step()).isEmpty();
    }

    @Test
    void aNodeThatIsOnlyKeptFreeKeepsWhatItHas() {
        run(4, 1, 1);
        sender.schedulable(FIRST, false, call());

        steps(5);

        assertThat(deployments.on("n1")).isEqualTo(4);
        assertThat(step()).isEmpty();
    }

    @Test
    void whatFindsNoOtherNodeStays() {
        run(4, 1, 0);
        sender.schedulable(new NodeId("n2"), false, call());
        sender.drain(FIRST, call());

        steps(5);

        assertThat(deployments.on("n1")).isEqualTo(4);
    }

    @Test
    void aBudgetOfOthersIsKeptTo() {
        run(4, 4, 0);
        test.server.budgets.put(SPACE, 1);
        sender.drain(FIRST, call());

        steps(1);
        assertThat(deployments.on("n2")).isEqualTo(1);
        test.server.budgets.clear();
        steps(3);
        assertThat(deployments.on("n1")).isZero();
    }

    /** A second budget over the same pods makes it so. */
    @Test
    void anEvictionThatFailsKeepsNoOtherWorkloadOnItsNode() {
        run(3, 3, 0);
        other("zzz");
        sender.drain(FIRST, call());
        test.requests.before("evict", () -> {
            throw new BackendException("two budgets", Effect.NONE, "", null);
        });

        assertThatThrownBy(this::step).isInstanceOf(BackendException.class).hasMessage("two budgets");

        assertThat(test.objects.find(ObjectKind.POD, SPACE, "zzz-pod")).isEmpty();
        assertThat(deployments.on("n1")).isEqualTo(3);
        var unused = step();
        assertThat(deployments.on("n1")).isZero();
    }

    @Test
    void ofSeveralFailuresTheFirstIsToldAndTheOthersWithIt() {
        run(3, 3, 0);
        other("zzz");
        sender.drain(FIRST, call());
        test.requests.before("evict", () -> {
            test.requests.before("evict", () -> {
                throw new BackendException("second", Effect.NONE, "", null);
            });
            throw new BackendException("first", Effect.NONE, "", null);
        });

        assertThatThrownBy(this::step)
                .hasMessage("first")
                .satisfies(first -> assertThat(first.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("second"));
    }

    @Test
    void nothingIsTriedOnceTheTimeIsOver() {
        run(3, 3, 0);
        other("zzz");
        sender.drain(FIRST, call());
        Call call = call();
        test.requests.before("evict", () -> {
            call.cancel();
            throw ContactException.cancelled("evicting was cancelled", Effect.UNKNOWN);
        });

        assertThatThrownBy(() -> new KubernetesDrains(test.client, OWNER).carryOn(call))
                .hasMessage("evicting was cancelled")
                .hasNoSuppressedExceptions();
        assertThat(test.objects.find(ObjectKind.POD, SPACE, "zzz-pod")).isPresent();
    }

    /** One of a single pod, ready on the first node, which may be missing. */
    private void other(String name) {
        RolloutPolicy policy = RolloutPolicy.builder()
                .maximumUnavailable(Amount.of(1))
                .maximumSurge(Amount.of(0))
                .build();
        ObjectNode deployment = Rendering.manifest(
                spec().id(WorkloadId.of(SPACE, name)).rollout(policy).build());
        deployment
                .putObject("status")
                .put("replicas", 1)
                .put("updatedReplicas", 1)
                .put("availableReplicas", 1)
                .put("observedGeneration", 1);
        ObjectNode pod = Held.pod(test.objects.put(ObjectKind.DEPLOYMENT, deployment), name + "-pod");
        pod.withObjectProperty("spec").put("nodeName", "n1");
        pod.set("status", Json.read("{\"conditions\": [{\"type\": \"Ready\", \"status\": \"True\"}]}"));
        var unused = test.objects.put(ObjectKind.POD, pod);
    }

    @Test
    void whatWasWrittenSinceMakesWhatWasAddedVoid() {
        run(4, 0, 1);
        sender.drain(FIRST, call());
        steps(1);
        test.objects.change(ObjectKind.DEPLOYMENT, SPACE, ID.name(), found -> {
            found.withObjectProperty("metadata")
                    .withObjectProperty("annotations")
                    .put(KubernetesLabels.GENERATION, "2");
            found.withObjectProperty("spec").put("replicas", 5);
        });

        steps(60);

        assertThat(deployments.on("n2")).isEqualTo(5);
        assertThat(deployment().at("/spec/replicas").asInt()).isEqualTo(5);
        assertThat(deployment().at("/metadata/labels").has(KubernetesLabels.SURGE))
                .isFalse();
    }

    @Test
    void whatAnotherInstallationRunsIsLeftAlone() {
        run(4, 4, 0);
        sender.drain(FIRST, call());

        assertThat(new KubernetesDrains(test.client, "another").carryOn(call())).contains(Duration.ofSeconds(10));
        assertThat(deployments.on("n1")).isEqualTo(4);
    }

    @Test
    void aPlanSeesNothingOfWhatWasAdded() {
        run(4, 0, 1);
        sender.drain(FIRST, call());
        ServerObject before = read();
        steps(1);

        assertThat(deployment().at("/spec/replicas").asInt()).isEqualTo(5);
        assertThat(PlannedState.planned(read()).digest())
                .isEqualTo(PlannedState.planned(before).digest());
        assertThat(KubernetesProgress.desired(read())).isEqualTo(4);
    }

    private ServerObject read() {
        return ServerObject.of(
                ObjectKind.DEPLOYMENT,
                test.client
                        .get(
                                ObjectKind.DEPLOYMENT,
                                SPACE,
                                ID.name(),
                                dev.berth.scheduler.k8s.api.Codec.MANIFESTS,
                                call())
                        .orElseThrow());
    }

    @Test
    void withoutADrainItCostsTwoRequests() {
        run(4, 0, 1);
        test.requests.made();

        assertThat(step()).isEmpty();
        assertThat(test.requests.made()).containsExactly("list NODE", "listMetadata DEPLOYMENT");
    }
}
