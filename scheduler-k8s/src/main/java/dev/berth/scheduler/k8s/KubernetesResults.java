package dev.berth.scheduler.k8s;

import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Notes at its Job how attempts ended: a Job counts them, and only a pod has the code, which goes with its node, or when a Job
 * is suspended. It knows of which Job a run is from those that observe, as the Job of another life may have the same name.
 */
final class KubernetesResults {
    private final KubernetesClient client;
    /** Those of which something is yet to be noted. */
    private final Map<RunId, Unnoted> runs = new ConcurrentHashMap<>();

    KubernetesResults(KubernetesClient client) {
        this.client = client;
    }

    private record Unnoted(Run run, ObjectMeta job) {}

    /** Takes in how the runs of a workload stand, before they are told. */
    void see(WorkloadPicture picture, List<Run> told) {
        Map<RunId, Run> standing = new HashMap<>();
        told.forEach(run -> standing.put(run.id(), run));
        Stream.concat(picture.workloads().stream(), picture.runs().stream())
                .filter(object -> object.kind() == ObjectKind.JOB)
                .map(ServerObject::metadata)
                .forEach(job -> {
                    Run run = standing.get(KubernetesRuns.id(picture.id(), job));
                    if (run != null) {
                        see(run, job);
                    }
                });
    }

    private void see(Run run, ObjectMeta job) {
        if (!run.attempts().equals(AttemptForm.of(run.id().workload(), job))) {
            runs.put(run.id(), new Unnoted(run, job));
        } else {
            runs.remove(run.id());
        }
    }

    /** One request; none where newer news of it came, or where all is noted. */
    void keep(Run run, Call call) {
        Unnoted unnoted = runs.get(run.id());
        if (unnoted != null && unnoted.run().attempts().equals(run.attempts())) {
            Map<String, String> annotation = Map.of(KubernetesLabels.ATTEMPTS, AttemptForm.write(run.attempts()));
            // One that is gone has no use for it.
            boolean unused =
                    client.change(ObjectKind.JOB, unnoted.job(), Manifests.annotate(unnoted.job(), annotation), call);
            runs.remove(run.id(), unnoted);
        }
    }
}
