package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.ID;
import static dev.berth.scheduler.k8s.Rendering.OWNER;
import static dev.berth.scheduler.k8s.Rendering.render;
import static dev.berth.scheduler.k8s.Rendering.spec;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.status.RunView;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Termination;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KubernetesRunsTest {
    private static final Batch BATCH =
            Batch.builder().completions(2).parallelism(2).retries(1).build();

    private final ObjectNode job =
            Held.stored(render(spec().mode(BATCH).build(), 4).get(0));
    private final ObjectNode status = job.putObject("status");

    private Run run(PodObject... pods) {
        return runs(job, pods).get(0);
    }

    private static List<Run> runs(ObjectNode job, PodObject... pods) {
        Pictures pictures = new Pictures(OWNER);
        pictures.add(Held.object(job));
        Stream.of(pods).forEach(pictures::add);
        return KubernetesRuns.of(pictures.of(ID));
    }

    private void condition(String type, String reason) {
        status.withArray("conditions")
                .addObject()
                .put("type", type)
                .put("status", "True")
                .put("reason", reason)
                .put("lastTransitionTime", "2026-11-20T22:00:00Z");
    }

    private static ObjectNode running(ObjectNode job, String name) {
        ObjectNode pod = Held.pod(job, name);
        ((ObjectNode) pod.get("spec")).put("nodeName", "n1");
        ((ObjectNode) pod.get("status")).put("phase", "Running").put("startTime", "2026-11-20T21:00:01Z");
        return pod;
    }

    private PodObject ended(String name, int code) {
        return Held.pod(ended(running(job, name), code));
    }

    private static ObjectNode ended(ObjectNode pod, int code) {
        ObjectNode status = (ObjectNode) pod.get("status");
        status.put("phase", code == 0 ? "Succeeded" : "Failed");
        status.putArray("containerStatuses")
                .addObject()
                .put("name", "main")
                .putObject("state")
                .putObject("terminated")
                .put("reason", code == 0 ? "Completed" : "Error")
                .put("exitCode", code)
                .put("finishedAt", "2026-11-20T21:00:0" + (2 + code % 8) + "Z");
        return pod;
    }

    @Test
    void theRunOfABatchIsCalledAfterItsRevision() {
        assertThat(run().id()).isEqualTo(new RunId(ID, "4"));
        assertThat(run().revision()).isEqualTo(4);
    }

    @Test
    void theRunOfATickIsCalledAfterIt() {
        WorkloadSpec cron =
                spec().mode(Cron.builder("0 3 * * *").batch(BATCH).build()).build();
        ObjectNode tick = Held.stored(Rendering.run(cron).get(0));

        assertThat(runs(tick)).singleElement().satisfies(run -> {
            assertThat(run.id().name()).isEqualTo("20261121t030000z");
            assertThat(run.scheduledAt()).contains(Instant.EPOCH);
        });
    }

    @Test
    void whatHasNoNodeYetIsPending() {
        assertThat(run(Held.pod(Held.pod(job, "a"))).state()).isEqualTo(Run.State.PENDING);
    }

    @Test
    void whatHasANodeRuns() {
        Run run = run(Held.pod(running(job, "a")));

        assertThat(run.state()).isEqualTo(Run.State.RUNNING);
        assertThat(run.active()).isEqualTo(1);
    }

    @Test
    void itWasStartedWhenItsJobWasWhicheverOfItsPodsIsThere() {
        status.put("startTime", "2026-11-20T21:00:00Z");

        assertThat(run(Held.pod(Held.pod(job, "a"))).startedAt()).isEmpty();
        assertThat(run(Held.pod(running(job, "b"))).startedAt()).contains(Instant.parse("2026-11-20T21:00:00Z"));
    }

    @Test
    void attemptsAreToldWithTheirCodesTheOldestFirst() {
        Run run = run(ended("b", 7), ended("a", 3), ended("c", 0));

        assertThat(run.attempts())
                .extracting(attempt -> attempt.termination().exitCode())
                .containsExactly(0, 3, 7);
        assertThat(run.succeeded()).isEqualTo(1);
        assertThat(run.failed()).isEqualTo(2);
        assertThat(run.state()).isEqualTo(Run.State.RUNNING);
    }

    @Test
    void aLostNodeIsNoFailedAttempt() {
        ObjectNode pod = ended(running(job, "a"), 137);
        ((ObjectNode) pod.get("status"))
                .putArray("conditions")
                .addObject()
                .put("type", "DisruptionTarget")
                .put("status", "True");

        assertThat(run(Held.pod(pod)).failed()).isZero();
        assertThat(run(Held.pod(pod)).attempts()).isEmpty();
    }

    @Test
    void aRunThatUsedUpItsRetriesFailedForItsLastAttempt() {
        condition("Failed", "BackoffLimitExceeded");
        Run run = run(ended("a", 3), ended("b", 7));

        assertThat(run.state()).isEqualTo(Run.State.FAILED);
        assertThat(run.reason()).isEqualTo("ATTEMPT_FAILED");
        assertThat(run.message()).isEqualTo("exit code 7; failed attempts: 2, retries allowed: 1");
        assertThat(run.endedAt()).contains(Instant.parse("2026-11-20T22:00:00Z"));
    }

    @Test
    void aCodeWhosePodIsGoneIsUnknownAndItsAttemptCounts() {
        condition("Failed", "BackoffLimitExceeded");
        status.put("failed", 2);
        Run run = run();

        assertThat(run.failed()).isEqualTo(2);
        assertThat(run.attempts()).isEmpty();
        assertThat(run.message()).isEqualTo("end unknown, as its pod is gone; failed attempts: 2, retries allowed: 1");
    }

    @Test
    void anAttemptPastItsDeadlineIsTold() {
        condition("Failed", "BackoffLimitExceeded");
        ObjectNode pod = ended(running(job, "a"), 143);
        ((ObjectNode) pod.get("status")).put("reason", "DeadlineExceeded");

        Run run = run(Held.pod(pod));

        assertThat(run.reason()).isEqualTo("DEADLINE_EXCEEDED");
        ((ObjectNode) job.get("metadata"))
                .withObjectProperty("annotations")
                .put(KubernetesLabels.ATTEMPTS, AttemptForm.write(run.attempts()));
        assertThat(run()).as("when its pod is gone").isEqualTo(run);
    }

    @Test
    void oneThatEndsWellWhenItIsToldToAtItsDeadlineHasFailed() {
        condition("Failed", "BackoffLimitExceeded");
        ObjectNode pod = ended(running(job, "a"), 0);
        ((ObjectNode) pod.get("status")).put("phase", "Failed").put("reason", "DeadlineExceeded");
        Run run = run(Held.pod(pod));

        assertThat(run.succeeded()).isZero();
        assertThat(run.failed()).isEqualTo(1);
        assertThat(run.reason()).isEqualTo("DEADLINE_EXCEEDED");
    }

    @Test
    void aCancelledRunRunsUntilNothingOfItDoes() {
        ((ObjectNode) job.get("spec")).put("suspend", true);

        assertThat(run(Held.pod(running(job, "a"))).state()).isEqualTo(Run.State.RUNNING);
        assertThat(run().state()).isEqualTo(Run.State.CANCELLED);
    }

    @Test
    void aRunThatEndedBeforeItWasCancelledKeepsItsEnd() {
        ((ObjectNode) job.get("spec")).put("suspend", true);
        condition("Complete", "CompletionsReached");

        assertThat(run().state()).isEqualTo(Run.State.COMPLETED);
    }

    @Test
    void aRunThatIsReplacedSaysSo() {
        Run run = runs(Held.deleting(job)).get(0);

        assertThat(run.state()).isEqualTo(Run.State.CANCELLED);
        assertThat(run.reason()).isEqualTo("REPLACED");
    }

    @Test
    void aPodOfAnotherRunIsNotCounted() {
        ObjectNode other = Held.stored(render(spec().mode(BATCH).build(), 3).get(0));

        assertThat(run(Held.pod(ended(running(other, "a"), 3))).failed()).isZero();
    }

    private static Run recorded(String job, PodObject... pods) throws IOException {
        return new RunView(new RunId(ID, "1"), 1, Codec.CONTROLLERS.one(Recorded.body(job)), List.of(pods), List.of())
                .run()
                .build();
    }

    @Test
    void aJobThatAClusterCompletedIsComplete() throws IOException {
        Run run = recorded("05-job-003-complete");

        assertThat(run.state()).isEqualTo(Run.State.COMPLETED);
        assertThat(run.succeeded()).isEqualTo(1);
        assertThat(run.endedAt()).contains(Instant.parse("2026-11-20T21:42:48Z"));
    }

    @Test
    void aJobThatAClusterFailedHasTheCodeOfItsPod() throws IOException {
        List<PodObject> pods = new ArrayList<>();
        Codec.Page unused = Codec.PODS.page(Recorded.body("05-job-005-failed-pods"), pods::add);
        Run run = recorded("05-job-004-failed", pods.get(0));

        assertThat(run.state()).isEqualTo(Run.State.FAILED);
        assertThat(run.attempts())
                .extracting(Run.Attempt::termination)
                .extracting(Termination::sentence)
                .containsExactly("exit code 3");
        assertThat(run.message()).isEqualTo("exit code 3; failed attempts: 1, retries allowed: 0");
    }

    @Test
    void aBatchHasMadeItsProgressWhenItsRunIsOver() {
        assertThat(progress(Held.pod(running(job, "a")))).isEqualTo(Progress.ONGOING);
        condition("Failed", "BackoffLimitExceeded");
        assertThat(progress()).isEqualTo(Progress.COMPLETE);
    }

    private Progress progress(PodObject... pods) {
        return KubernetesProgress.of(Held.object(job), List.of(pods), Instant.EPOCH);
    }

    @Test
    void aJobAimsAtWhatIsLeftToSucceed() {
        assertThat(KubernetesProgress.desired(Held.object(job))).isEqualTo(2);
        status.put("succeeded", 1);
        assertThat(KubernetesProgress.desired(Held.object(job))).isEqualTo(1);
        condition("Failed", "BackoffLimitExceeded");
        assertThat(KubernetesProgress.desired(Held.object(job))).isZero();
    }
}
