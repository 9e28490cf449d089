package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.render;
import static dev.berth.scheduler.k8s.Rendering.spec;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.status.Condition;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesProgressTest {
    private static final Instant START = Instant.parse("2026-11-20T21:00:00Z");

    private static Progress recorded(String name, ObjectKind kind) throws IOException {
        return KubernetesProgress.of(
                ServerObject.of(kind, Codec.CONTROLLERS.one(Recorded.body(name))), List.of(), START);
    }

    private static Progress.State deployment(String spec, String status) {
        ObjectNode object = Json.read(
                "{\"metadata\": {\"generation\": 2}, \"spec\": {" + spec + "}, \"status\": {" + status + "}}");
        return KubernetesProgress.of(
                        ServerObject.of(ObjectKind.DEPLOYMENT, Held.one(Codec.CONTROLLERS, object)), List.of(), START)
                .state();
    }

    private static String counts(int replicas, int updated, int available) {
        return "\"observedGeneration\": 2, \"replicas\": " + replicas + ", \"updatedReplicas\": " + updated
                + ", \"availableReplicas\": " + available;
    }

    private static String progressing(String status, String reason) {
        return ", \"conditions\": [{\"type\": \"Progressing\", \"status\": \"" + status + "\", \"reason\": \"" + reason
                + "\"}]";
    }

    @Test
    void aDeploymentWhoseEveryPodIsUpdatedAndAvailableIsComplete() throws IOException {
        assertThat(recorded("01-deployment-002-get-ready", ObjectKind.DEPLOYMENT))
                .isEqualTo(Progress.COMPLETE);
    }

    @Test
    void aDeploymentWhoseControllerGaveUpHasFailedWithItsWords() throws IOException {
        Progress progress = recorded("02-rollout-005-deadline-exceeded", ObjectKind.DEPLOYMENT);

        assertThat(progress.state()).isEqualTo(Progress.State.FAILED);
        assertThat(progress.reason()).isEqualTo(Condition.PROGRESS_DEADLINE_EXCEEDED);
        assertThat(progress.message()).isEqualTo("ReplicaSet \"bad-7946b996dd\" has timed out progressing.");
    }

    @Test
    void aQuotaHoldsARolloutUpUntilItsDeadline() throws IOException {
        assertThat(recorded("16-error-013-deployment-quota", ObjectKind.DEPLOYMENT))
                .isEqualTo(Progress.ONGOING);
    }

    @ParameterizedTest
    @CsvSource({"3, 3, 3, COMPLETE", "3, 3, 2, ONGOING", "4, 3, 3, ONGOING", "3, 2, 3, ONGOING", "0, 0, 0, ONGOING"})
    void withoutADeadlineTheCountsTell(int replicas, int updated, int available, Progress.State state) {
        assertThat(deployment("\"replicas\": 3", counts(replicas, updated, available)))
                .isEqualTo(state);
    }

    @Test
    void whatItsControllerHasNotSeenIsOngoingWhateverItSaidBefore() {
        String before = counts(3, 3, 3).replace(": 2", ": 1") + progressing("True", "NewReplicaSetAvailable");

        assertThat(deployment("\"replicas\": 3", before)).isEqualTo(Progress.State.ONGOING);
    }

    @Test
    void whatCrashesAfterwardsMakesNothingIncomplete() {
        assertThat(deployment("\"replicas\": 3", counts(3, 3, 1) + progressing("True", "NewReplicaSetAvailable")))
                .isEqualTo(Progress.State.COMPLETE);
    }

    @Test
    void theNoteOfTheRolloutBeforeIsNotThatOfThisOne() {
        assertThat(deployment("\"replicas\": 3", counts(3, 0, 3) + progressing("True", "NewReplicaSetAvailable")))
                .isEqualTo(Progress.State.ONGOING);
    }

    @Test
    void whatIsScaledUpIsStillRolledOut() {
        assertThat(deployment("\"replicas\": 5", counts(3, 3, 3) + progressing("True", "NewReplicaSetAvailable")))
                .isEqualTo(Progress.State.COMPLETE);
    }

    @Test
    void aPausedOneStandsStill() {
        assertThat(deployment(
                        "\"replicas\": 3, \"paused\": true",
                        counts(3, 1, 3) + progressing("Unknown", "DeploymentPaused")))
                .isEqualTo(Progress.State.ONGOING);
    }

    @Test
    void aDaemonSetThatStopsAtABrokenPodIsOngoing() throws IOException {
        assertThat(recorded("06-daemonset-003-broken-update", ObjectKind.DAEMON_SET))
                .isEqualTo(Progress.ONGOING);
    }

    @Test
    void nothingIsReplacedOfATemplateForRuns() {
        ObjectNode template = Held.stored(render(
                        spec().mode(Cron.builder("0 3 * * *")
                                        .batch(Batch.builder().build())
                                        .build())
                                .build(),
                        1)
                .get(0));

        assertThat(KubernetesProgress.of(Held.object(template), List.of(), START))
                .isEqualTo(Progress.COMPLETE);
    }

    /** On three nodes, with a deadline of a minute. */
    private static ObjectNode daemons(int updated, int available) {
        ObjectNode set = Held.stored(render(
                        spec().mode(Mode.global())
                                .rollout(RolloutPolicy.builder()
                                        .progressDeadline(Duration.ofMinutes(1))
                                        .build())
                                .build(),
                        1)
                .get(0));
        set.putObject("status")
                .put("observedGeneration", 1)
                .put("desiredNumberScheduled", 3)
                .put("updatedNumberScheduled", updated)
                .put("numberAvailable", available);
        return set;
    }

    private static PodObject daemon(ObjectNode set, int seconds, String ready, int since) {
        ObjectNode pod = Held.pod(set, "d" + seconds);
        String time = START.plusSeconds(seconds).toString();
        Held.metadata(pod).put("creationTimestamp", time);
        ObjectNode status = pod.putObject("status").put("phase", "Running").put("startTime", time);
        status.putArray("conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", ready)
                .put("lastTransitionTime", START.plusSeconds(since).toString());
        return Held.pod(pod);
    }

    private static Progress.State after(int seconds, ObjectNode set, PodObject... pods) {
        return KubernetesProgress.of(Held.object(set), List.of(pods), START.plusSeconds(seconds))
                .state();
    }

    @Test
    void aDaemonSetIsCompleteWhenAllAreUpdatedAndAvailable() {
        assertThat(after(9, daemons(3, 3))).isEqualTo(Progress.State.COMPLETE);
    }

    @Test
    void aDaemonSetFailsAtItsDeadlineAndNotBefore() {
        ObjectNode set = daemons(1, 2);
        PodObject broken = daemon(set, 0, "False", 0);

        assertThat(after(60, set, broken)).isEqualTo(Progress.State.ONGOING);
        assertThat(after(61, set, broken)).isEqualTo(Progress.State.FAILED);
    }

    @Test
    void theDeadlineOfADaemonSetCountsAnewFromEachPodThatGotReady() {
        ObjectNode set = daemons(2, 2);
        PodObject[] pods = {daemon(set, 0, "True", 30), daemon(set, 31, "False", 31)};

        assertThat(after(90, set, pods)).isEqualTo(Progress.State.ONGOING);
        assertThat(after(91, set, pods)).isEqualTo(Progress.State.FAILED);
    }

    @Test
    void aPausedDaemonSetNeverFails() {
        ObjectNode set = daemons(1, 2);
        ((ObjectNode) set.get("spec")).putObject("updateStrategy").put("type", "OnDelete");

        assertThat(after(999, set, daemon(set, 0, "False", 0))).isEqualTo(Progress.State.ONGOING);
    }

    @Test
    void theDeadlineOfADaemonSetCountsAnewFromWhatWasWritten() {
        ObjectNode set = daemons(1, 2);
        Held.metadata(set)
                .putArray("managedFields")
                .addObject()
                .put("manager", "berth")
                .put("time", START.plusSeconds(600).toString());

        assertThat(after(660, set, daemon(set, 0, "False", 0))).isEqualTo(Progress.State.ONGOING);
        assertThat(after(661, set, daemon(set, 0, "False", 0))).isEqualTo(Progress.State.FAILED);
    }

    @Test
    void aPodThatWasReadyOnceMakesNoDaemonSetIncomplete() {
        ObjectNode set = daemons(3, 2);
        PodObject[] pods = {daemon(set, 0, "True", 5), daemon(set, 6, "True", 9), daemon(set, 10, "False", 500)};

        assertThat(after(999, set, pods)).isEqualTo(Progress.State.COMPLETE);
    }

    @Test
    void aNodeThatComesLongAfterwardsMakesNoDaemonSetFail() {
        ObjectNode set = daemons(3, 2);
        PodObject[] pods = {daemon(set, 0, "True", 5), daemon(set, 6, "True", 9), daemon(set, 500, "False", 500)};

        assertThat(after(999, set, pods)).isEqualTo(Progress.State.COMPLETE);
    }
}
