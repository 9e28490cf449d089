package dev.berth.scheduler.swarm.status;

import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Termination;
import dev.berth.scheduler.swarm.engine.TaskObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A run as its tasks tell it. A manager keeps them with their exit codes as long as the service is there, because no slot
 * has more of them than it keeps.
 *
 * @param shape what was asked for
 * @param tasks of this run
 */
public record RunView(RunId id, long revision, Shape shape, List<TaskObject> tasks) {
    private static final Comparator<TaskObject> BY_END =
            Comparator.comparing(TaskObject::since).thenComparing(TaskObject::id);

    public RunView {
        tasks = List.copyOf(tasks);
    }

    /**
     * What a run is to do.
     *
     * @param completions how many tasks are to succeed; empty: one on each node that there is a task for
     * @param retries how many failures are followed by another attempt
     * @param cancelled whether it was asked to end
     * @param current whether it is the run of what is accepted now; no other starts anything
     */
    public record Shape(Optional<Integer> completions, int retries, boolean cancelled, boolean current) {}

    /** The run in the words of the API, with what the caller adds. */
    public Run.Builder run() {
        // What was called off before it had a node made no attempt; what a manager removes will be told no more.
        List<TaskObject> ended = tasks.stream()
                .filter(task -> Tasks.isOver(task) && !task.nodeId().isEmpty() && !Tasks.isRemoved(task))
                .sorted(BY_END)
                .toList();
        int succeeded = (int) ended.stream().filter(Tasks::succeeded).count();
        int failed = ended.size() - succeeded;
        int active = (int) tasks.stream()
                .filter(task -> !Tasks.isOver(task) && !task.nodeId().isEmpty())
                .count();
        Run.State state = state(succeeded, failed);
        Run.Builder run = Run.builder(id, revision, state)
                .succeeded(succeeded)
                .failed(failed)
                .active(active)
                .attempts(ended.stream().map(this::attempt).toList());
        tasks.stream()
                .filter(task -> !task.nodeId().isEmpty())
                .map(TaskObject::createdAt)
                .min(Comparator.naturalOrder())
                .ifPresent(run::startedAt);
        if (state.isOver()) {
            ended.stream()
                    .map(TaskObject::since)
                    .max(Comparator.<Instant>naturalOrder())
                    .ifPresent(run::endedAt);
        }
        if (state == Run.State.CANCELLED && !shape.cancelled()) {
            run.reason("REPLACED", "replaced by the run of a later revision");
        }
        if (state == Run.State.FAILED) {
            run.reason("ATTEMPT_FAILED", failure(ended, failed));
        }
        return run;
    }

    /** How the last failed attempt ended, and how many there were. */
    private String failure(List<TaskObject> ended, int failed) {
        String last = ended.stream()
                .filter(task -> !Tasks.succeeded(task))
                .reduce((earlier, later) -> later)
                .flatMap(Tasks::termination)
                .map(end -> end.sentence() + "; ")
                .orElse("");
        return last + "failed attempts: " + failed + ", retries allowed: " + shape.retries();
    }

    private Run.Attempt attempt(TaskObject task) {
        Termination end = Tasks.termination(task).orElseThrow();
        return new Run.Attempt(new InstanceId(id.workload(), task.id()), end);
    }

    private Run.State state(int succeeded, int failed) {
        boolean going = tasks.stream().anyMatch(task -> !Tasks.isOver(task));
        int asked = shape.completions().orElse(tasks.size() - Math.max(0, failed));
        if (!going
                && !tasks.isEmpty()
                && succeeded >= asked
                && (failed == 0 || shape.completions().isPresent())) {
            return Run.State.COMPLETED;
        }
        if (shape.cancelled() || !shape.current()) {
            return going ? Run.State.RUNNING : Run.State.CANCELLED;
        }
        if (!going && failed > shape.retries()) {
            return Run.State.FAILED;
        }
        boolean begun = tasks.stream().anyMatch(task -> !task.nodeId().isEmpty());
        return begun ? Run.State.RUNNING : Run.State.PENDING;
    }
}
