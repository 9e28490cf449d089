package dev.berth.scheduler.swarm.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpdateFormTest {
    private static final RolloutPolicy.Builder USUAL = RolloutPolicy.builder();

    @Test
    void ofFewReplicasNoneMayBeMissingSoANewOneIsStartedFirst() {
        assertThat(order(3, USUAL)).isEqualTo("start-first 1");
    }

    @Test
    void asManyAreStoppedFirstAsMayBeMissing() {
        assertThat(order(8, USUAL)).isEqualTo("stop-first 2");
        assertThat(order(3, policy(Amount.of(2), Amount.of(0)))).isEqualTo("stop-first 2");
        assertThat(order(3, policy(Amount.of(2), Amount.percent(25)))).isEqualTo("stop-first 2");
    }

    @Test
    void aSurgeThatIsStatedIsUsed() {
        assertThat(order(8, policy(Amount.of(1), Amount.of(3)))).isEqualTo("start-first 3");
        assertThat(order(8, policy(Amount.percent(50), Amount.percent(26)))).isEqualTo("start-first 3");
    }

    @Test
    void allAtOnceIsAllOfThem() {
        assertThat(order(8, RolloutPolicy.allAtOnce().toBuilder())).isEqualTo("stop-first 0");
    }

    @Test
    void whereAPercentageComesToNoneOneIsReplacedAtATime() {
        assertThat(order(2, policy(Amount.percent(10), Amount.of(0)))).isEqualTo("stop-first 1");
        assertThat(order(0, USUAL)).isEqualTo("start-first 1");
    }

    @Test
    void aPercentageOfNodesIsKeptWhateverTheirNumber() {
        assertThat(order(Mode.global(), USUAL)).isEqualTo("start-first 1");
        assertThat(order(Mode.global(), policy(Amount.percent(90), Amount.percent(90))))
                .isEqualTo("start-first 1");
        assertThat(order(Mode.global(), policy(Amount.of(2), Amount.of(0)))).isEqualTo("stop-first 2");
        assertThat(order(Mode.global(), RolloutPolicy.allAtOnce().toBuilder())).isEqualTo("stop-first 0");
    }

    @Test
    void theNextSlotIsNeverTouchedBeforeTheOneBeforeWasWatchedLongEnough() {
        ObjectNode update = UpdateForm.of(spec(Mode.replicated(1), USUAL));
        assertThat(update.get("Delay")).isEqualTo(update.get("Monitor"));
        assertThat(update.get("Delay").asLong()).isEqualTo(2_000_000_000L);
        assertThat(update.get("FailureAction").asText()).isEqualTo("pause");

        ObjectNode longer = UpdateForm.of(
                spec(Mode.replicated(1), policy(Amount.of(1), Amount.of(0)).minimumReadyTime(Duration.ofSeconds(10))));
        assertThat(longer.get("Delay").asLong()).isEqualTo(10_000_000_000L);
        assertThat(longer.get("Monitor").asLong()).isEqualTo(10_000_000_000L);
    }

    @Test
    void aNewRunOfABatchIsNotHeldByItsFailures() {
        ObjectNode update = UpdateForm.of(spec(Mode.batch(), USUAL));

        assertThat(update.get("FailureAction").asText()).isEqualTo("continue");
    }

    private static RolloutPolicy.Builder policy(Amount unavailable, Amount surge) {
        return RolloutPolicy.builder().maximumUnavailable(unavailable).maximumSurge(surge);
    }

    private static String order(int replicas, RolloutPolicy.Builder policy) {
        return order(Mode.replicated(replicas), policy);
    }

    private static String order(Mode mode, RolloutPolicy.Builder policy) {
        ObjectNode update = UpdateForm.of(spec(mode, policy));
        return update.get("Order").asText() + " " + update.get("Parallelism").asInt();
    }

    private static WorkloadSpec spec(Mode mode, RolloutPolicy.Builder policy) {
        return WorkloadSpec.builder(WorkloadId.of("shop", "web"), mode)
                .task(Task.main(ImageArtifact.builder("busybox:1").build()).build())
                .rollout(policy.build())
                .build();
    }
}
