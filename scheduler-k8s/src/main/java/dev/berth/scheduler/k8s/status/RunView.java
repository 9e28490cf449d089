package dev.berth.scheduler.k8s.status;

import dev.berth.scheduler.k8s.api.Condition;
import dev.berth.scheduler.k8s.api.ControllerObject;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Termination;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as its Job tells it, with how attempts ended from their pods. What a Job has counted stays, though the pod, which
 * alone has the code, may be gone.
 *
 * @param pods of this Job
 * @param noted how attempts ended whose pods may be gone
 */
public record RunView(RunId id, long revision, ControllerObject job, List<PodObject> pods, List<Run.Attempt> noted) {
    private static final Comparator<Run.Attempt> BY_END = Comparator.<Run.Attempt, Instant>comparing(
                    attempt -> attempt.termination().at().orElse(Instant.EPOCH))
            .thenComparing(attempt -> attempt.instance().uid());

    public RunView {
        pods = List.copyOf(pods);
        noted = List.copyOf(noted);
    }

    /** The run in the words of the API, with what the caller adds. */
    public Run.Builder run() {
        List<Run.Attempt> ended = attempts();
        int well = most((int) pods.stream().filter(Pods::succeeded).count(), "status.succeeded");
        int failed = most(ended.size() - well, "status.failed");
        int active = (int) pods.stream()
                .filter(pod -> !Pods.isOver(pod) && !pod.node().isEmpty())
                .count();
        boolean going = pods.stream().anyMatch(pod -> !Pods.isOver(pod));
        boolean begun = active > 0 || !ended.isEmpty() || failed > 0 || well > 0;
        Run.State state = state(job, going, begun);
        Run.Builder run = Run.builder(id, revision, state)
                .succeeded(well)
                .failed(failed)
                .active(active)
                .attempts(ended);
        startedAt(begun).ifPresent(run::startedAt);
        if (state.isOver()) {
            endedAt(ended).ifPresent(run::endedAt);
        }
        reason(run, state, ended, failed);
        return run;
    }

    /** What was noted once stays as it is. */
    private List<Run.Attempt> attempts() {
        Map<InstanceId, Run.Attempt> all = new HashMap<>();
        pods.stream()
                .filter(pod -> Pods.isOver(pod) && (Pods.succeeded(pod) || !Pods.isDisrupted(pod)))
                .map(this::attempt)
                .forEach(attempt -> all.put(attempt.instance(), attempt));
        noted.forEach(attempt -> all.put(attempt.instance(), attempt));
        return all.values().stream().sorted(BY_END).toList();
    }

    /** What ends with 0 because it was told to end, as at its deadline, did not succeed; of one whose pod is gone its code tells. */
    private boolean succeeded(Run.Attempt attempt) {
        Termination end = attempt.termination();
        return pod(attempt)
                .map(Pods::succeeded)
                .orElse(end.kind() == Termination.Kind.EXITED
                        && end.exitCode() == 0
                        && !Terminations.isPastDeadline(end));
    }

    private int most(int seen, String counted) {
        return (int) Math.max(seen, job.count(counted));
    }

    /** Whether its end is noted. */
    public static boolean hasEnded(ControllerObject job) {
        return isTrue(job, "Complete") || isTrue(job, "Failed");
    }

    /**
     * Where a Job is.
     *
     * @param going whether it has pods that aren't over
     * @param begun whether one was ever placed
     */
    public static Run.State state(ControllerObject job, boolean going, boolean begun) {
        if (isTrue(job, "Complete")) {
            return Run.State.COMPLETED;
        }
        if (isTrue(job, "Failed")) {
            return Run.State.FAILED;
        }
        if (job.paused() || job.metadata().isDeleting()) {
            return going ? Run.State.RUNNING : Run.State.CANCELLED;
        }
        return begun ? Run.State.RUNNING : Run.State.PENDING;
    }

    private void reason(Run.Builder run, Run.State state, List<Run.Attempt> ended, int failed) {
        if (state == Run.State.CANCELLED && !job.paused()) {
            run.reason("REPLACED", "its Job is being deleted");
        }
        if (state == Run.State.FAILED) {
            Optional<Run.Attempt> last =
                    ended.stream().filter(attempt -> !succeeded(attempt)).reduce((earlier, later) -> later);
            boolean late = last.filter(attempt -> Terminations.isPastDeadline(attempt.termination()))
                    .isPresent();
            run.reason(late ? Failures.DEADLINE_EXCEEDED : "ATTEMPT_FAILED", failure(last, failed));
        }
    }

    /** How the last failed attempt ended, and how many there were; of one whose pod is gone nobody knows. */
    private String failure(Optional<Run.Attempt> last, int failed) {
        String end = last.map(attempt -> attempt.termination().sentence()).orElse("end unknown, as its pod is gone");
        return end + "; failed attempts: " + failed + ", retries allowed: " + job.count("spec.backoffLimit");
    }

    private Optional<PodObject> pod(Run.Attempt attempt) {
        return pods.stream()
                .filter(pod -> pod.metadata().uid().equals(attempt.instance().uid()))
                .findFirst();
    }

    private Run.Attempt attempt(PodObject pod) {
        return new Run.Attempt(
                new InstanceId(id.workload(), pod.metadata().uid()),
                Pods.termination(pod).orElseThrow());
    }

    /** Its Job's, as the pod that was first may be gone. */
    private Optional<Instant> startedAt(boolean begun) {
        return begun ? job.startedAt() : Optional.empty();
    }

    private Optional<Instant> endedAt(List<Run.Attempt> ended) {
        return job.completedAt()
                .or(() -> noted("Failed"))
                .or(() -> noted("Suspended"))
                .or(() -> ended.stream()
                        .flatMap(attempt -> attempt.termination().at().stream())
                        .max(Comparator.naturalOrder()));
    }

    private Optional<Instant> noted(String type) {
        return job.conditions().stream()
                .filter(one -> one.type().equals(type) && one.isTrue())
                .findFirst()
                .flatMap(Condition::since);
    }

    private static boolean isTrue(ControllerObject job, String type) {
        return job.conditions().stream().anyMatch(one -> one.type().equals(type) && one.isTrue());
    }
}
