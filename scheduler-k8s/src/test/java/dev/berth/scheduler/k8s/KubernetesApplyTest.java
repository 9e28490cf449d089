package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many requests an edit of a hundred workloads takes. */
class KubernetesApplyTest {
    private final TestKubernetes test = new TestKubernetes();
    private final BackendContext context = new BackendContext("kubernetes", OWNER, new TestClock());
    private final Backend backend = KubernetesProvider.over(test.client, context);
    private final BackendScheduler scheduler = new BackendScheduler(backend, Rendering.TRANSLATOR, context);

    @AfterEach
    void close() {
        backend.close();
    }

    private static WorkloadSpec web(int number, int replicas) {
        Task task = Task.main(ImageArtifact.builder(Rendering.IMAGE).build()).build();
        return WorkloadSpec.builder(WorkloadId.of("shop", "web-" + number), Mode.replicated(replicas))
                .task(task)
                .build();
    }

    private static WorkloadSpec[] hundred() {
        return IntStream.range(0, 100).mapToObj(number -> web(number, 2)).toArray(WorkloadSpec[]::new);
    }

    private List<String> apply(WorkloadSpec... specs) {
        test.requests.made();
        scheduler.workloads().apply(specs);
        return test.requests.made();
    }

    @Test
    void aHundredThatAreNewTakeOneForEachObjectAndRecordAndFiveMore() {
        assertThat(apply(hundred())).hasSizeLessThanOrEqualTo(305);
        assertThat(test.objects.list(ObjectKind.DEPLOYMENT, "shop")).hasSize(100);
    }

    @Test
    void aHundredThatAreAsTheyWereTakeFourAndOneForTheirBudgets() {
        apply(hundred());
        assertThat(apply(hundred()))
                .containsExactlyInAnyOrder(
                        "version", "lease", "listMetadata CONFIG_MAP", "list DEPLOYMENT", "list POD_DISRUPTION_BUDGET");
    }

    @Test
    void eachFurtherKindInUseTakesOneListMoreAndBudgetsAreOne() {
        WorkloadSpec agent = web(0, 1).toBuilder().mode(Mode.global()).build();
        WorkloadSpec[] specs = hundred();
        specs[0] = agent;
        apply(specs);
        assertThat(apply(specs))
                .containsExactlyInAnyOrder(
                        "version",
                        "lease",
                        "listMetadata CONFIG_MAP",
                        "list DEPLOYMENT",
                        "list DAEMON_SET",
                        "list POD_DISRUPTION_BUDGET");
    }

    @Test
    void oneOfAHundredThatChangesTakesNoMoreThanEight() {
        apply(hundred());
        WorkloadSpec[] specs = hundred();
        specs[50] = web(50, 3);
        assertThat(apply(specs)).hasSizeLessThanOrEqualTo(8);
        assertThat(test.objects
                        .find(ObjectKind.DEPLOYMENT, "shop", "web-50")
                        .orElseThrow()
                        .at("/spec/replicas")
                        .asInt())
                .isEqualTo(3);
    }

    /** Its Service and its budget are there already, and the Deployment doesn't say so yet. */
    @Test
    void anEditThatWasCutOffHalfwayIsFinishedByTheNext() {
        apply(web(1, 1));
        WorkloadSpec wanted = web(1, 3).toBuilder().discoveryName("found").build();
        test.requests.before("apply DEPLOYMENT", () -> {
            throw ContactException.unavailable("cut off", Effect.UNKNOWN, null);
        });
        assertThat(scheduler
                        .workloads()
                        .edit(List.of(Edit.apply(wanted)), PlanOptions.DEFAULT)
                        .items()
                        .get(0)
                        .failure())
                .isPresent();
        assertThat(test.objects.list(ObjectKind.SERVICE, "shop")).hasSize(1);
        apply(wanted);
        assertThat(test.objects
                        .find(ObjectKind.DEPLOYMENT, "shop", "web-1")
                        .orElseThrow()
                        .at("/spec/replicas")
                        .asInt())
                .isEqualTo(3);
        assertThat(test.objects.list(ObjectKind.SERVICE, "shop")).hasSize(1);
        assertThat(test.objects.list(ObjectKind.POD_DISRUPTION_BUDGET, "shop")).hasSize(1);
    }
}
