package dev.berth.scheduler.k8s.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.Recorded;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.api.WatchEvent;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Termination;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodsTest {
    private static final String RUNNING = "11-stop-002-liveness-restart";
    private static final String FAILED_JOB = "05-job-005-failed-pods";

    private static PodObject recorded(String name) throws IOException {
        return Codec.PODS.one(Recorded.body(name));
    }

    private static PodObject listed(String name) throws IOException {
        List<PodObject> pods = new ArrayList<>();
        Codec.Page unused = Codec.PODS.page(Recorded.body(name), pods::add);
        return pods.get(0);
    }

    private static PodObject watched(String name, int index) throws IOException {
        byte[] line = Recorded.line(name, index);
        return ((WatchEvent.Changed<PodObject>) Codec.PODS.event(line, line.length)).object();
    }

    /** The recorded one with another status. */
    private static PodObject changed(String name, Consumer<ObjectNode> change) throws IOException {
        ObjectNode pod = (ObjectNode) new ObjectMapper().readTree(Recorded.body(name));
        change.accept((ObjectNode) pod.get("status"));
        return Codec.PODS.one(new ByteArrayInputStream(pod.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static ObjectNode main(ObjectNode status) {
        return (ObjectNode) ((ArrayNode) status.get("containerStatuses")).get(0);
    }

    private static PodObject terminated(String reason, int code) throws IOException {
        return changed(
                RUNNING,
                status -> main(status)
                        .putObject("state")
                        .putObject("terminated")
                        .put("exitCode", code)
                        .put("reason", reason)
                        .put("finishedAt", "2026-11-20T22:00:00Z"));
    }

    private static InstanceState state(PodObject pod) {
        return Pods.state(pod, false);
    }

    @ParameterizedTest
    @CsvSource({
        "04-pending-006-combination, PENDING",
        "04-pending-009-createcontainerconfigerror, FAILED",
        "04-pending-010-image-missing, FAILED",
        "04-failed-001-bad-command, FAILED",
        "02-rollout-010-crashloopbackoff-pod, FAILED",
        "11-stop-002-liveness-restart, RUNNING",
        "07-sidecar-002-running, RUNNING",
        "12-node-003-terminating-pod-of-lost-node, STOPPING",
    })
    void whereAPodIsInItsLife(String recorded, InstanceState expected) throws IOException {
        assertThat(state(recorded(recorded))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {RUNNING, "12-node-003-terminating-pod-of-lost-node"})
    void aPodOnALostNodeIsLostWhateverIsSaidOfIt(String recorded) throws IOException {
        assertThat(Pods.state(recorded(recorded), true)).isEqualTo(InstanceState.LOST);
    }

    @Test
    void aPodThatIsOverIsNotLostWithItsNode() throws IOException {
        assertThat(Pods.state(listed(FAILED_JOB), true)).isEqualTo(InstanceState.FAILED);
    }

    /** As a kubelet does, by their names, whatever their order in the spec. */
    private static void addFirst(ObjectNode status, String name) {
        ArrayNode containers = (ArrayNode) status.get("containerStatuses");
        ObjectNode added = containers.insertObject(0).put("name", name).put("containerID", "containerd://1");
        added.putObject("state").putObject("terminated").put("exitCode", 0).put("reason", "Completed");
    }

    @Test
    void whatOthersPutBesideMainIsNotMain() throws IOException {
        PodObject added = changed(RUNNING, status -> addFirst(status, "agent"));
        assertThat(state(added)).isEqualTo(InstanceState.RUNNING);
        assertThat(Pods.startedAt(added)).isPresent();
        assertThat(Pods.termination(added)).isEqualTo(Pods.termination(recorded(RUNNING)));
    }

    @Test
    void whatIsPutInFrontOfMainIsNotMain() throws IOException {
        ObjectNode pod = (ObjectNode) new ObjectMapper().readTree(Recorded.body(RUNNING));
        String main = pod.at("/spec/containers/0/name").asText();
        pod.withObjectProperty("metadata")
                .withObjectProperty("annotations")
                .put("kubectl.kubernetes.io/default-container", main);
        ((ArrayNode) pod.at("/spec/containers")).insertObject(0).put("name", "agent");
        addFirst((ObjectNode) pod.get("status"), "agent");
        assertThat(state(Codec.PODS.one(new ByteArrayInputStream(pod.toString().getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo(InstanceState.RUNNING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Unknown", "", "Hibernating"})
    void aPhaseThatIsNotKnownIsUnknown(String phase) throws IOException {
        assertThat(state(changed(RUNNING, status -> status.put("phase", phase))))
                .isEqualTo(InstanceState.UNKNOWN);
    }

    @Test
    void whatWaitsForItsContainerIsStarting() throws IOException {
        PodObject pod = changed(
                RUNNING,
                status -> main(status).putObject("state").putObject("waiting").put("reason", "ContainerCreating"));

        assertThat(state(pod)).isEqualTo(InstanceState.STARTING);
    }

    @Test
    void whatEndedAndIsStartedAgainIsStarting() throws IOException {
        assertThat(state(terminated("Completed", 0))).isEqualTo(InstanceState.STARTING);
    }

    @ParameterizedTest
    @CsvSource({
        "04-pending-009-createcontainerconfigerror, CANNOT_START, 'CreateContainerConfigError: configmap \"nope\" not found'",
        "02-rollout-010-crashloopbackoff-pod, CRASH_LOOP, restarts of main: 3; exit code 2",
    })
    void whyAPodFails(String recorded, String reason, String message) throws IOException {
        assertThat(Failures.of(recorded(recorded))).contains(new Condition(reason, message));
    }

    @Test
    void aProgramThatIsNotThereWasNeverStarted() throws IOException {
        PodObject pod = recorded("04-failed-001-bad-command");

        assertThat(Failures.of(pod)).map(Condition::reason).contains(Condition.CANNOT_START);
        assertThat(Pods.termination(pod)).hasValueSatisfying(end -> {
            assertThat(end.kind()).isEqualTo(Termination.Kind.NOT_STARTED);
            assertThat(end.message()).contains("/nope");
        });
    }

    @Test
    void anAttemptThatTookTooLongFailedForItsDeadline() throws IOException {
        PodObject pod = changed(RUNNING, status -> status.put("phase", "Failed").put("reason", "DeadlineExceeded"));

        assertThat(Failures.of(pod)).map(Condition::reason).contains("DEADLINE_EXCEEDED");
    }

    @Test
    void theExitCodeIsExact() throws IOException {
        assertThat(Pods.termination(listed(FAILED_JOB)))
                .contains(Termination.exited(3, Optional.of(Instant.parse("2026-11-20T21:42:45Z"))));
        assertThat(Pods.termination(watched("11-stop-001-prestop-watch", 1)))
                .map(Termination::exitCode)
                .contains(5);
    }

    @Test
    void theEndOfTheRunBeforeIsToldWhileTheNextOneRuns() throws IOException {
        assertThat(Pods.termination(recorded(RUNNING)))
                .contains(Termination.exited(137, Optional.of(Instant.parse("2026-11-20T22:06:46Z"))));
    }

    @Test
    void aCodeThatAKubeletMadeUpAfterItsNodeWasDownIsUnknown() throws IOException {
        for (int line = 0; line < 2; line++) {
            assertThat(Pods.termination(watched("12-node-002-lost-pods-watch", line)))
                    .map(Termination::kind)
                    .contains(Termination.Kind.UNKNOWN);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ContainerStatusUnknown, 137, UNKNOWN",
        "Unknown, 255, UNKNOWN",
        "Unknown, 0, UNKNOWN",
        "Error, -1, UNKNOWN",
        "Error, 255, EXITED",
        "Error, 137, EXITED",
        "OOMKilled, 137, EXITED",
        "Completed, 0, EXITED",
        "StartError, 128, NOT_STARTED",
    })
    void whatACodeIsWorthSaysItsReason(String reason, int code, Termination.Kind kind) throws IOException {
        assertThat(Pods.termination(terminated(reason, code)))
                .map(Termination::kind)
                .contains(kind);
    }

    @Test
    void aPodThatIsOverWithoutAWordOfItsContainerEndedAsNobodyKnows() throws IOException {
        PodObject begun = changed(RUNNING, status -> {
            status.put("phase", "Succeeded");
            main(status).putObject("state");
            main(status).putObject("lastState");
        });
        PodObject never = changed(
                "04-pending-006-combination",
                status -> status.put("phase", "Failed").put("reason", "Evicted"));

        assertThat(Pods.termination(begun)).map(Termination::kind).contains(Termination.Kind.UNKNOWN);
        assertThat(Pods.termination(never)).contains(Termination.notStarted("Evicted", Optional.empty()));
    }

    @Test
    void restartsAreCounted() throws IOException {
        assertThat(Pods.restarts(recorded(RUNNING))).isEqualTo(1);
        assertThat(Pods.restarts(recorded("02-rollout-010-crashloopbackoff-pod")))
                .isEqualTo(3);
    }

    @Test
    void itIsReadyWhenItsClusterSaysSoAndItIsNotToStop() throws IOException {
        assertThat(Pods.isReady(recorded(RUNNING))).isTrue();
        assertThat(Pods.isReady(recorded("02-rollout-010-crashloopbackoff-pod")))
                .isFalse();
        assertThat(Pods.isReady(watched("11-stop-001-prestop-watch", 0))).isFalse();
    }

    @Test
    void whatWasReadyOnceIsToldFromWhatNeverWas() throws IOException {
        assertThat(Pods.readiness(recorded(RUNNING))).isPresent();
        assertThat(Pods.readiness(recorded("12-node-003-terminating-pod-of-lost-node")))
                .isPresent();
        assertThat(Pods.readiness(recorded("04-pending-010-image-missing"))).isEmpty();
        assertThat(Pods.readiness(recorded("02-rollout-010-crashloopbackoff-pod")))
                .isEmpty();
    }

    @Test
    void whenItsProcessWasStartedIsToldWhileItRuns() throws IOException {
        assertThat(Pods.startedAt(recorded(RUNNING))).contains(Instant.parse("2026-11-20T22:06:46Z"));
        assertThat(Pods.startedAt(listed(FAILED_JOB))).isEmpty();
    }

    @Test
    void whatWasToStopAndIsGoneHasCompletedWithItsCode() throws IOException {
        PodObject pod = watched("11-stop-001-prestop-watch", 1);

        assertThat(Pods.endState(pod)).isEqualTo(InstanceState.COMPLETED);
        assertThat(Pods.end(pod).exitCode()).isEqualTo(5);
    }

    @Test
    void whatVanishedWhileItRanEndedAsNobodyKnows() throws IOException {
        assertThat(Pods.endState(recorded(RUNNING))).isEqualTo(InstanceState.UNKNOWN);
        assertThat(Pods.end(recorded(RUNNING)).kind()).isEqualTo(Termination.Kind.UNKNOWN);
    }

    @Test
    void whatNeverHadANodeWasNeverStarted() throws IOException {
        PodObject pod = recorded("04-pending-006-combination");

        assertThat(Pods.endState(pod)).isEqualTo(InstanceState.COMPLETED);
        assertThat(Pods.end(pod).kind()).isEqualTo(Termination.Kind.NOT_STARTED);
    }
}
