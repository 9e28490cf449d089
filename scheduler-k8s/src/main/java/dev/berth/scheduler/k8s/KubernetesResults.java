package dev.berth.scheduler.k8s;

import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Notes at its Job how attempts ended: a Job counts them, and only a pod has the code, which goes with its node. It
 * knows of which Job a run is from those that observe, as the Job of another life may have the same name.
 */
final class KubernetesResults {
    private final KubernetesClient client;
    /** Those of which something is yet to be noted. */
    private final Map<RunId, Unnoted> runs = new ConcurrentHashMap<>();

    KubernetesResults(KubernetesClient client) {
        this.client = client;
    }

    private record Unnoted(Run run, ObjectMeta job) {
        /** Whether it is of the same Job and knows as much. */
        boolean knows(Unnoted other) {
            return job.uid().equals(other.job.uid()) && covers(run.attempts(), other.run.attempts());
        }
    }

    /** Takes in how the runs of a workload stand, before they are told. */
    void see(WorkloadPicture picture, List<Run> told) {
        Map<RunId, ObjectMeta> jobs = new HashMap<>();
        picture.jobs().map(ServerObject::metadata).forEach(job -> jobs.put(KubernetesRuns.id(picture.id(), job), job));
        told.forEach(run -> Optional.ofNullable(jobs.get(run.id()))
                .ifPresent(job -> runs.compute(run.id(), (id, before) -> unnoted(run, job, before))));
        runs.keySet().removeIf(run -> run.workload().equals(picture.id()) && !jobs.containsKey(run));
    }

    /** Who has just come has not seen the ends of those that are gone, so it takes nothing from what others have seen. */
    private static @Nullable Unnoted unnoted(Run run, ObjectMeta job, @Nullable Unnoted before) {
        List<Run.Attempt> noted = AttemptForm.of(run.id().workload(), job);
        Unnoted now = new Unnoted(run, job);
        Unnoted latest = before == null || !before.knows(now) ? now : before;
        return covers(noted, latest.run().attempts()) ? null : latest;
    }

    private static boolean covers(List<Run.Attempt> all, List<Run.Attempt> some) {
        return all.equals(some) || new HashSet<>(all).containsAll(some);
    }

    /** One request; none where newer news of it came, or where all is noted. */
    void keep(Run run, Call call) {
        Unnoted unnoted = runs.get(run.id());
        if (unnoted != null && covers(unnoted.run().attempts(), run.attempts())) {
            Map<String, String> annotation = Map.of(
                    KubernetesLabels.ATTEMPTS, AttemptForm.write(unnoted.run().attempts()));
            // One that is gone has no use for it.
            boolean unused =
                    client.change(ObjectKind.JOB, unnoted.job(), Manifests.annotate(unnoted.job(), annotation), call);
            runs.remove(run.id(), unnoted);
        }
    }
}
