package dev.berth.scheduler.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import dev.berth.scheduler.swarm.engine.TaskObject;
import dev.berth.scheduler.swarm.engine.UpdateStatus;
import dev.berth.scheduler.swarm.render.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SwarmProgressTest {
    private static final Instant BEGUN = Instant.parse("2026-11-21T10:00:00Z");
    private static final ObjectNode SPEC = Rendering.service(Rendering.spec()
            .rollout(RolloutPolicy.builder()
                    .maximumUnavailable(Amount.of(1))
                    .progressDeadline(Duration.ofSeconds(4))
                    .build())
            .build());

    @Test
    void withoutProgressARolloutFailsAtItsDeadlineAndNotBefore() {
        assertThat(after(4, "starting")).isEqualTo(Progress.State.ONGOING);
        assertThat(after(5, "starting")).isEqualTo(Progress.State.FAILED);
    }

    @Test
    void theDeadlineCountsFromWhenAReadyInstanceWasWatchedLongEnough() {
        assertThat(after(8, "running")).isEqualTo(Progress.State.ONGOING);
        assertThat(after(9, "running")).isEqualTo(Progress.State.FAILED);
    }

    @Test
    void withNothingWantedTheFirstRolloutIsCompleteAtOnce() {
        assertThat(first("{\"Replicated\":{\"Replicas\":0}}", 0, 0)).isEqualTo(Progress.COMPLETE);
    }

    @Test
    void theFirstRolloutIsCompleteWhenEverythingRuns() {
        assertThat(first("{\"Replicated\":{\"Replicas\":2}}", 1, 2)).isEqualTo(Progress.ONGOING);
        assertThat(first("{\"Replicated\":{\"Replicas\":2}}", 2, 2)).isEqualTo(Progress.COMPLETE);
    }

    @Test
    void ofAGlobalServiceWithoutTasksNobodyKnows() {
        assertThat(first("{\"Global\":{}}", 0, 0)).isEqualTo(Progress.UNKNOWN);
    }

    private static Progress first(String mode, int running, int desired) {
        ObjectNode spec = Json.read("{\"Mode\":" + mode + "}");
        return SwarmProgress.of(new ServiceObject(
                "id", "shop_web", 1, Map.of(), spec, Optional.empty(), Optional.empty(), running, desired));
    }

    private static Progress.State after(int seconds, String state) {
        return SwarmProgress.of(service(), List.of(task(state)), BEGUN.plusSeconds(seconds))
                .state();
    }

    private static ServiceObject service() {
        UpdateStatus updating = new UpdateStatus("updating", Optional.of(BEGUN), Optional.empty(), "");
        Map<String, String> labels = new TreeMap<>();
        SPEC.path("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new ServiceObject("id", "shop_web", 1, labels, SPEC, Optional.empty(), Optional.of(updating), 1, 2);
    }

    private static TaskObject task(String state) {
        return new TaskObject(
                "task",
                "id",
                OptionalInt.of(1),
                "node",
                state,
                "running",
                BEGUN,
                BEGUN,
                "",
                "",
                "container",
                OptionalInt.empty(),
                Map.of(SwarmLabels.REVISION, "1"),
                List.of(),
                0,
                0);
    }
}
