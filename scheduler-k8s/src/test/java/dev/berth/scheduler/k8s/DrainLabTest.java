package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.core.controller.Controller;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.status.Pods;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.StopPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drains of a node of the lab, carried on by a controller. */
@Timeout(180)
@EnabledIfEnvironmentVariable(named = Lab.PRESENT, matches = ".+")
class DrainLabTest {
    private final String space = "drain-" + UUID.randomUUID().toString().substring(0, 8);
    private final WorkloadId id = WorkloadId.of(space, "web");
    private final BackendContext context = new BackendContext("kubernetes", space, Clock.systemUTC());
    private final ApiClient client = new ApiClient(Lab.kubeconfig("KUBECONFIG"));
    private final Backend backend = KubernetesProvider.over(client, context);
    private final BackendScheduler scheduler = new BackendScheduler(backend, Rendering.TRANSLATOR, context);
    private final List<String> nodes = List.of(Lab.value("NODES").split(","));
    private final NodeId drained = new NodeId(nodes.get(0));
    private Controller controller = Controller.start(backend, Rendering.TRANSLATOR, context);

    private static Call call() {
        return Call.within(Duration.ofSeconds(30));
    }

    @BeforeEach
    void awaitController() {
        controller.awaitFirstAttempt(call());
    }

    @AfterEach
    void leaveNothing() {
        nodes.forEach(node -> backend.schedulable(new NodeId(node), true, call()));
        controller.close();
        Kubectl.run("delete", "namespace", space, "--ignore-not-found", "--wait=false");
        Kubectl.run("delete", "leases", "-n", "default", "-l", KubernetesLabels.selector(space));
        backend.close();
    }

    private WorkloadSpec spec(int unavailable, int surge) {
        return WorkloadSpec.builder(id, Mode.replicated(4))
                .task(Task.main(ImageArtifact.builder(Lab.value("IMAGE_LOCAL"))
                                .entrypoint(List.of("/bin/sh", "-c"))
                                .arguments(List.of("trap 'exit 0' TERM; sleep 1000 & wait"))
                                .build())
                        .stop(new StopPolicy("TERM", Duration.ofSeconds(1)))
                        .build())
                .rollout(RolloutPolicy.builder()
                        .maximumUnavailable(Amount.of(unavailable))
                        .maximumSurge(Amount.of(surge))
                        .build())
                .build();
    }

    /** Looks at all pods until it is so. */
    private void await(Predicate<List<PodObject>> condition, int least, int most) {
        Call patience = Call.within(Duration.ofSeconds(90));
        List<PodObject> pods;
        do {
            patience.check("waiting for pods", dev.berth.scheduler.error.Effect.NONE);
            pods = Listing.of(sink ->
                    client.list(ObjectKind.POD, space, KubernetesLabels.selector(space, id), Codec.PODS, sink, call()));
            assertThat(pods.stream().filter(Pods::isReady).count()).isGreaterThanOrEqualTo(least);
            assertThat(pods.stream().filter(pod -> !pod.metadata().isDeleting()).count())
                    .isLessThanOrEqualTo(most);
        } while (!condition.test(pods));
    }

    private static boolean isReady(List<PodObject> pods) {
        return pods.size() == 4 && pods.stream().allMatch(Pods::isReady);
    }

    private boolean isEmpty(List<PodObject> pods) {
        return pods.stream().noneMatch(pod -> pod.node().equals(drained.value()));
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,0", "2,2"})
    void aNodeIsEmptiedWithinTheLimitsWhoeverControls(int unavailable, int surge) {
        nodes.stream().skip(1).forEach(node -> backend.schedulable(new NodeId(node), false, call()));
        scheduler.workloads().apply(spec(unavailable, surge));
        await(DrainLabTest::isReady, 0, 4);
        nodes.stream().skip(1).forEach(node -> backend.schedulable(new NodeId(node), true, call()));

        scheduler.nodes().drain(drained);
        controller.close();
        controller = Controller.start(backend, Rendering.TRANSLATOR, context);

        await(pods -> isEmpty(pods) && isReady(pods), 4 - unavailable, 4 + surge);
        assertThat(scheduler.nodes().list())
                .filteredOn(node -> node.id().equals(drained))
                .singleElement()
                .matches(node -> node.draining() && !node.schedulable());
        assertThat(scheduler
                        .workloads()
                        .plan(dev.berth.scheduler.plan.Edit.apply(spec(unavailable, surge)))
                        .isEmpty())
                .isTrue();
    }
}
