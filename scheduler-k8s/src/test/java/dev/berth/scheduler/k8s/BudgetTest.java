package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.diff;
import static dev.berth.scheduler.k8s.Rendering.render;
import static dev.berth.scheduler.k8s.Rendering.spec;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.render.BudgetForm;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.k8s.render.ManifestText;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Budgets: how many pods others may evict at a time. */
class BudgetTest {
    private static WorkloadSpec of(Mode mode, Amount unavailable) {
        RolloutPolicy policy = RolloutPolicy.builder()
                .maximumUnavailable(unavailable)
                .maximumSurge(Amount.of(1))
                .build();
        return spec().mode(mode).rollout(policy).build();
    }

    private static Optional<ObjectNode> budget(List<NativeObject> objects) {
        return objects.stream()
                .filter(object -> object.kind().equals(BudgetForm.KIND))
                .findFirst()
                .map(object -> ManifestText.read(object.document()));
    }

    @ParameterizedTest
    @CsvSource({"4,1,false,1", "4,2,false,2", "4,0,false,1", "8,25,true,2", "7,25,true,1", "2,1,false,1"})
    void asManyAsARolloutMayStopAndAtLeastOneMayBeEvicted(int replicas, int value, boolean percent, int most) {
        List<NativeObject> objects = render(of(Mode.replicated(replicas), new Amount(value, percent)), 1);

        assertThat(budget(objects).orElseThrow().path("spec"))
                .isEqualTo(Json.read("{\"maxUnavailable\": " + most
                        + ", \"selector\": {\"matchLabels\": {\"berth.dev/owner\": \""
                        + KubernetesLabels.owner(Rendering.OWNER)
                        + "\", \"berth.dev/workload\": \"web\"}}, \"unhealthyPodEvictionPolicy\": \"AlwaysAllow\"}"));
    }

    @Test
    void whatWouldForbidNothingIsLeftOut() {
        assertThat(budget(render(of(Mode.replicated(1), Amount.of(0)), 1))).isEmpty();
        assertThat(budget(render(of(Mode.replicated(0), Amount.of(0)), 1))).isEmpty();
        assertThat(budget(render(of(Mode.replicated(4), Amount.percent(100)), 1)))
                .isEmpty();
        assertThat(budget(render(of(Mode.global(), Amount.of(1)), 1))).isEmpty();
        assertThat(budget(render(spec().mode(Mode.batch()).build(), 1))).isEmpty();
    }

    @Test
    void anEditThatLeavesItAsItIsDoesNotWriteIt() {
        List<NativeObject> there = render(of(Mode.replicated(4), Amount.of(1)), 1);
        List<NativeObject> wanted = render(of(Mode.replicated(5), Amount.of(1)), 2);

        assertThat(diff(wanted, there))
                .extracting(write -> write.object().kind())
                .containsExactly("Deployment");
    }

    @Test
    void itGoesWithTheLastReplicaButOne() {
        List<NativeObject> there = render(of(Mode.replicated(2), Amount.of(1)), 1);
        List<NativeObject> wanted = render(of(Mode.replicated(1), Amount.of(1)), 2);

        assertThat(diff(wanted, there))
                .extracting(NativeWrite::action)
                .containsExactly(NativeWrite.Action.DELETE, NativeWrite.Action.UPDATE);
    }
}
