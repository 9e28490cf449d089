package dev.berth.scheduler.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.swarm.engine.NodeObject;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import dev.berth.scheduler.swarm.engine.TaskObject;
import dev.berth.scheduler.swarm.engine.UpdateStatus;
import dev.berth.scheduler.swarm.render.Json;
import dev.berth.scheduler.swarm.status.TestTasks;
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

    @Test
    void aGlobalServiceWithoutTasksIsYetToBeginWhereANodeMatches() {
        assertThat(global("node.labels.disk==ssd")).isEqualTo(Progress.ONGOING);
        assertThat(global("node.labels.disk==hdd")).isEqualTo(Progress.UNKNOWN);
    }

    @Test
    void aRolloutThatAManagerPausedSaysWhatBecameOfTheTaskThatItNames() {
        TaskObject failed = TestTasks.in("failed")
                .named("task2")
                .error("task: non-zero exit (3)")
                .task();
        TaskObject other =
                TestTasks.in("rejected").named("task1").error("no such image").task();
        assertThat(paused(List.of(other, failed)))
                .isEqualTo(Progress.failed(
                        "ROLLOUT_FAILED",
                        "update paused due to failure or early termination of task task2: task: non-zero exit (3)"));
    }

    @Test
    void ofATaskThatIsForgottenARolloutThatAManagerPausedSaysNoMoreThanTheManager() {
        assertThat(paused(List.of()))
                .isEqualTo(Progress.failed(
                        "ROLLOUT_FAILED", "update paused due to failure or early termination of task task2"));
    }

    private static Progress paused(List<TaskObject> tasks) {
        UpdateStatus update = new UpdateStatus(
                "paused",
                Optional.of(BEGUN),
                Optional.empty(),
                "update paused due to failure or early termination of task task2");
        return SwarmProgress.of(service(update), tasks, BEGUN);
    }

    private static Progress first(String mode, int running, int desired) {
        ObjectNode spec = Json.read("{\"Mode\":" + mode + "}");
        return SwarmProgress.of(new ServiceObject(
                "id", "shop_web", 1, Map.of(), spec, Optional.empty(), Optional.empty(), running, desired));
    }

    private static Progress global(String constraint) {
        ObjectNode spec = Json.read("{\"Mode\":{\"Global\":{}},\"TaskTemplate\":{\"Placement\":{\"Constraints\":[\""
                + constraint + "\"]}}}");
        NodeObject node = new NodeObject(
                "node",
                1,
                "n2",
                "10.0.0.1",
                Map.of("disk", "ssd"),
                Map.of(),
                "worker",
                "active",
                "ready",
                "linux",
                "x86_64",
                4_000_000_000L,
                1L << 30,
                Json.object());
        ServiceObject service =
                new ServiceObject("id", "shop_web", 1, Map.of(), spec, Optional.empty(), Optional.empty(), 0, 0);
        return SwarmProgress.of(service, List.of(), BEGUN, List.of(node));
    }

    private static Progress.State after(int seconds, String state) {
        UpdateStatus updating = new UpdateStatus("updating", Optional.of(BEGUN), Optional.empty(), "");
        return SwarmProgress.of(service(updating), List.of(task(state)), BEGUN.plusSeconds(seconds))
                .state();
    }

    private static ServiceObject service(UpdateStatus update) {
        Map<String, String> labels = new TreeMap<>();
        SPEC.path("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new ServiceObject("id", "shop_web", 1, labels, SPEC, Optional.empty(), Optional.of(update), 1, 2);
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
