package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.k8s.render.Json;
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
    void aHundredThatAreNewTakeOneForEachObjectAndRecordAndFiveMoreAndOneForTheirBudgets() {
        assertThat(apply(hundred())).hasSize(306).containsOnlyOnce("listMetadata POD_DISRUPTION_BUDGET");
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

    private void putOfOthers(ObjectKind kind, String name) {
        ObjectNode object = Json.object().put("apiVersion", kind.version()).put("kind", kind.word());
        object.putObject("metadata").put("name", name).put("namespace", "shop");
        var unused = test.objects.put(kind, object);
    }

    private void assertTaken(String words, Edit edit, PlanOptions options) {
        test.requests.made();
        assertThatThrownBy(() -> scheduler.workloads().edit(List.of(edit), options))
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.effect()).isEqualTo(Effect.NONE))
                .hasMessageContaining(words);
        assertThatThrownBy(() -> scheduler.workloads().plan(List.of(edit), options))
                .isInstanceOf(ConflictException.class);
        assertThat(test.requests.made()).noneMatch(request -> request.matches("(create|apply|delete).*"));
    }

    @Test
    void aNewWorkloadWhoseServiceOrBudgetSomebodyElseHasIsRefusedBeforeItsRecord() {
        putOfOthers(ObjectKind.SERVICE, "found");
        putOfOthers(ObjectKind.POD_DISRUPTION_BUDGET, "web-2");

        assertTaken(
                "shop/web-1 is to have Service shop/found, and there is one that isn't its",
                Edit.apply(web(1, 1).toBuilder().discoveryName("found").build()),
                PlanOptions.DEFAULT);
        assertTaken("PodDisruptionBudget shop/web-2", Edit.apply(web(2, 3)), PlanOptions.DEFAULT);
        apply(web(2, 1));
        assertTaken("PodDisruptionBudget shop/web-2", Edit.scale(web(2, 1).id(), 3), PlanOptions.DEFAULT);
    }

    @Test
    void whatIsAdoptedGoesOnWhereOursCanNotHaveItsBudget() {
        putOfOthers(ObjectKind.DEPLOYMENT, "web-1");
        putOfOthers(ObjectKind.POD_DISRUPTION_BUDGET, "web-1");
        PlanOptions adopting = PlanOptions.DEFAULT.adopt(web(1, 3).id());

        assertTaken("PodDisruptionBudget shop/web-1", Edit.apply(web(1, 3)), adopting);
        assertThat(test.objects.find(ObjectKind.DEPLOYMENT, "shop", "web-1")).isPresent();
        test.objects.remove(ObjectKind.POD_DISRUPTION_BUDGET, "shop", "web-1");
        scheduler.workloads().edit(List.of(Edit.apply(web(1, 3))), adopting).orThrow();
    }

    @Test
    void aDiscoveryNameGoesFromOneWorkloadToAnotherWithOneEdit() {
        WorkloadSpec first = web(1, 1).toBuilder().discoveryName("found").build();
        WorkloadSpec second = web(2, 1).toBuilder().discoveryName("found").build();
        apply(first);
        assertTaken("Service shop/found", Edit.apply(second), PlanOptions.DEFAULT);

        apply(web(1, 1), second);

        assertThat(test.objects
                        .find(ObjectKind.SERVICE, "shop", "found")
                        .orElseThrow()
                        .at("/metadata/labels/berth.dev~1workload")
                        .asText())
                .isEqualTo("web-2");
    }

    @Test
    void nothingIsWrittenToAServerThatIsTooOld() {
        test.server.version = "v1.31.9";
        assertThatThrownBy(() -> apply(web(1, 1)))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("v1.31.9; needed is 1.32");
        assertThat(test.requests.made()).containsExactly("version");
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
