package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.ID;
import static dev.berth.scheduler.k8s.Rendering.OWNER;
import static dev.berth.scheduler.k8s.Rendering.render;
import static dev.berth.scheduler.k8s.Rendering.spec;
import static dev.berth.scheduler.k8s.TestKubernetes.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.api.WatchEvent;
import dev.berth.scheduler.k8s.render.ManifestText;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Termination;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What stays of attempts whose pods are gone. */
class KubernetesResultsTest {
    private final TestKubernetes test = new TestKubernetes();
    private final KubernetesResults results = new KubernetesResults(test.client);
    private final KnownWorkload known = new KnownWorkload(OWNER, ID);

    private ObjectNode job() {
        var rendered = render(spec().mode(Mode.batch()).build(), 1).get(0);
        ObjectNode job = test.objects.put(ObjectKind.JOB, ManifestText.read(rendered.document()));
        known.note(WatchEvent.Change.ADDED, Held.object(job));
        return job;
    }

    private static PodObject failed(ObjectNode job) {
        return Held.pod(ended(job));
    }

    private static ObjectNode ended(ObjectNode job) {
        ObjectNode pod = Held.pod(job, "a");
        ObjectNode status = pod.withObjectProperty("status").put("phase", "Failed");
        status.putArray("containerStatuses")
                .addObject()
                .put("name", "main")
                .putObject("state")
                .putObject("terminated")
                .put("exitCode", 3)
                .put("finishedAt", "2026-11-20T22:00:00Z");
        return pod;
    }

    private Run run() {
        List<Run> runs = KubernetesRuns.of(known.picture());
        results.see(known.picture(), runs);
        return runs.get(0);
    }

    @Test
    void whoWatchesKnowsAnEndAsLongAsTheJobIsThere() {
        ObjectNode job = job();
        PodObject pod = failed(job);
        known.note(WatchEvent.Change.ADDED, pod);
        Run before = run();

        known.note(WatchEvent.Change.DELETED, pod);

        assertThat(run().attempts()).isEqualTo(before.attempts()).hasSize(1);
        assertThat(known.pods()).isEmpty();
        known.note(WatchEvent.Change.DELETED, Held.object(job));
        assertThat(known.picture().gone()).isEmpty();
    }

    /** Whoever sees its end would know more than who comes later. */
    @Test
    void whatAJobStopsAsItIsSuspendedIsNoAttemptForAnybody() {
        ObjectNode job = job();
        PodObject stopped = Held.pod(Held.deleting(ended(job)));
        known.note(WatchEvent.Change.ADDED, Held.pod(Held.pod(job, "a")));
        known.note(WatchEvent.Change.MODIFIED, stopped);
        assertThat(run().attempts()).isEmpty();

        known.note(WatchEvent.Change.DELETED, stopped);

        assertThat(run().attempts()).isEmpty();
    }

    @Test
    void whatIsEvictedIsAnAttemptWhileAndAfterItsJobCountsIt() {
        ObjectNode job = job();
        ObjectNode evicted = Held.deleting(ended(job));
        evicted.withObjectProperty("metadata").putArray("finalizers").add("batch.kubernetes.io/job-tracking");
        known.note(WatchEvent.Change.ADDED, Held.pod(evicted));
        assertThat(run().attempts()).hasSize(1);

        known.note(WatchEvent.Change.MODIFIED, Held.pod(Held.deleting(ended(job))));

        assertThat(run().attempts()).hasSize(1);
    }

    @Test
    void whoComesLaterReadsWhatWasNotedAtTheJob() {
        ObjectNode job = job();
        known.note(WatchEvent.Change.ADDED, failed(job));
        Run run = run();
        test.requests.made();

        results.keep(run, call());
        results.keep(run, call());

        assertThat(test.requests.made()).containsExactly("change JOB");
        ObjectNode noted = test.objects
                .find(ObjectKind.JOB, ID.namespace(), job.at("/metadata/name").asText())
                .orElseThrow();
        KnownWorkload later = new KnownWorkload(OWNER, ID);
        later.note(WatchEvent.Change.ADDED, Held.object(noted));
        assertThat(KubernetesRuns.of(later.picture()).get(0).attempts()).isEqualTo(run.attempts());
    }

    @Test
    void whoHasJustComeTakesNothingFromWhatOthersSaw() {
        ObjectNode job = job();
        PodObject pod = failed(job);
        known.note(WatchEvent.Change.ADDED, pod);
        known.note(WatchEvent.Change.DELETED, pod);
        Run run = run();
        KnownWorkload later = new KnownWorkload(OWNER, ID);
        later.note(WatchEvent.Change.ADDED, Held.object(job));
        results.see(later.picture(), KubernetesRuns.of(later.picture()));
        test.requests.made();

        results.keep(run, call());

        assertThat(test.requests.made()).containsExactly("change JOB");
    }

    @Test
    void whatIsNotedIsNotNotedAgainAndIsNoChangeOfTheJob() {
        ObjectNode job = job();
        String planned = PlannedState.planned(Held.object(job)).digest();
        ObjectNode metadata = job.withObjectProperty("metadata").withObjectProperty("annotations");
        metadata.put(
                KubernetesLabels.ATTEMPTS,
                "[{\"pod\":\"uid-of-a\",\"kind\":\"EXITED\",\"code\":3,\"at\":\"2026-11-20T22:00:00Z\"}]");
        known.note(WatchEvent.Change.MODIFIED, Held.object(job));
        known.note(WatchEvent.Change.ADDED, failed(job));
        test.requests.made();

        results.keep(run(), call());

        assertThat(test.requests.made()).isEmpty();
        assertThat(PlannedState.planned(Held.object(job)).digest()).isEqualTo(planned);
    }

    @Test
    void eachKindOfEndIsReadAsItWasNoted() {
        Optional<Instant> at = Optional.of(Instant.parse("2026-11-20T22:00:00Z"));
        List<Run.Attempt> attempts = List.of(
                new Run.Attempt(new InstanceId(ID, "a"), Termination.exited(0, at)),
                new Run.Attempt(
                        new InstanceId(ID, "o"),
                        new Termination(Termination.Kind.EXITED, 137, "", "out of memory", at)),
                new Run.Attempt(
                        new InstanceId(ID, "b"), Termination.notStarted("no \"such\" file\n", Optional.empty())),
                new Run.Attempt(new InstanceId(ID, "c"), Termination.unknown("lost", at)));

        assertThat(AttemptForm.read(ID, AttemptForm.write(attempts))).isEqualTo(attempts);
    }

    @Test
    void whatMakesNoSenseIsNoEnd() {
        for (String text :
                List.of("", "{", "7", "[1]", "[{\"pod\":\"a\",\"kind\":\"EXITED\"}]", "[{\"kind\":\"GREAT\"}]")) {
            assertThat(AttemptForm.read(ID, text)).isEmpty();
        }
    }

    @Test
    void ofVeryManyTheNewestAreNoted() {
        List<Run.Attempt> attempts = IntStream.range(0, 2000)
                .mapToObj(number ->
                        new Run.Attempt(new InstanceId(ID, "pod-" + number), Termination.exited(1, Optional.empty())))
                .toList();

        String text = AttemptForm.write(attempts);

        assertThat(text).hasSizeLessThan(AttemptForm.MOST_CHARACTERS);
        List<Run.Attempt> read = AttemptForm.read(ID, text);
        assertThat(read).isEqualTo(attempts.subList(2000 - read.size(), 2000)).hasSizeGreaterThan(1000);
    }
}
