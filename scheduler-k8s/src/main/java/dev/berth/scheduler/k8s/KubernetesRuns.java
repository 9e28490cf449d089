package dev.berth.scheduler.k8s;

import dev.berth.scheduler.k8s.api.ControllerObject;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.status.Pods;
import dev.berth.scheduler.k8s.status.RunView;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs: Jobs, one for each revision of a batch and for each tick of a CRON that was fired. Pure. */
final class KubernetesRuns {
    private KubernetesRuns() {}

    static List<Run> of(WorkloadPicture picture) {
        return picture.jobs().map(job -> run(picture, job)).toList();
    }

    static RunId id(WorkloadId workload, ObjectMeta job) {
        String name = KubernetesLabels.run(job.labels())
                .orElseGet(() -> Long.toString(KubernetesLabels.revision(job.annotations())));
        return new RunId(workload, name);
    }

    static Run run(WorkloadPicture picture, ServerObject job) {
        ObjectMeta metadata = job.metadata();
        long revision = KubernetesLabels.revision(metadata.annotations());
        RunId id = id(picture.id(), metadata);
        Optional<EntryForm.Entry> entry = EntryForm.read(metadata);
        if (entry.isPresent()) {
            Run.Builder written = Run.builder(id, revision, entry.get().outcome())
                    .reason(entry.get().reason(), entry.get().message());
            KubernetesLabels.tick(metadata.annotations()).ifPresent(written::scheduledAt);
            return written.build();
        }
        RunView view = new RunView(
                id,
                revision,
                job.state(),
                attempts(job, Stream.concat(picture.pods().stream(), picture.gone().stream())),
                AttemptForm.of(picture.id(), metadata));
        Run.Builder run = view.run();
        KubernetesLabels.tick(metadata.annotations()).ifPresent(run::scheduledAt);
        return run.build();
    }

    /** What its Job doesn't count is no attempt: it is gone before anybody could be sure to have seen its end. */
    private static List<PodObject> attempts(ServerObject job, Stream<PodObject> pods) {
        String uid = job.metadata().uid();
        return pods.filter(pod -> !Pods.isOver(pod) || Pods.isCounted(pod))
                .filter(pod -> pod.metadata().owners().stream()
                        .anyMatch(owner -> owner.uid().equals(uid)))
                .toList();
    }

    /** Whether nothing will come of this Job any more. */
    static boolean isOver(ControllerObject job, List<PodObject> pods) {
        boolean going = pods.stream().anyMatch(pod -> !Pods.isOver(pod)) || job.count("status.active") > 0;
        return RunView.state(job, going, true).isOver();
    }

    /** How many pods it runs at a time. */
    static int desired(ControllerObject job) {
        boolean over = job.paused() || RunView.hasEnded(job);
        long left = job.count("spec.completions") - job.count("status.succeeded");
        return over ? 0 : (int) Math.max(0, Math.min(job.count("spec.parallelism"), left));
    }
}
