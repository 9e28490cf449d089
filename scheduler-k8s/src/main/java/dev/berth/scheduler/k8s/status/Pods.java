package dev.berth.scheduler.k8s.status;

import dev.berth.scheduler.k8s.api.Condition;
import dev.berth.scheduler.k8s.api.ContainerStatus;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.render.Labels;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Termination;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What the states of a pod mean. A word that isn't known means UNKNOWN, never success (rule OBS-4). */
public final class Pods {
    private static final String SUCCEEDED = "Succeeded";
    private static final String FAILED = "Failed";

    private Pods() {}

    /** Whether nothing of it will run any more. */
    public static boolean isOver(PodObject pod) {
        return pod.phase().equals(SUCCEEDED) || pod.phase().equals(FAILED);
    }

    public static boolean succeeded(PodObject pod) {
        return pod.phase().equals(SUCCEEDED);
    }

    /** Whether it is to run and has no node yet. */
    public static boolean isUnplaced(PodObject pod) {
        return pod.node().isEmpty() && !isOver(pod) && !pod.metadata().isDeleting();
    }

    /** Whether it is over, and its Job counts that: what a Job stops itself, as one that is suspended, it lets go of before. */
    public static boolean isCounted(PodObject pod) {
        return isOver(pod) && (!pod.metadata().isDeleting() || pod.metadata().uncounted());
    }

    /** Whether it was ended for others' sake, as by a lost node: what it did is done again, and counts as no failure. */
    public static boolean isDisrupted(PodObject pod) {
        return condition(pod, "DisruptionTarget").filter(Condition::isTrue).isPresent();
    }

    public static boolean isReady(PodObject pod) {
        return !pod.metadata().isDeleting()
                && !isOver(pod)
                && condition(pod, "Ready").filter(Condition::isTrue).isPresent();
    }

    /** Since when it is ready, or since when it is that no more; empty when it never was. */
    public static Optional<Instant> readiness(PodObject pod) {
        // A kubelet tells that it isn't ready as soon as it takes the pod, and when that changes.
        return condition(pod, "Ready")
                .filter(ready -> ready.isTrue()
                        || ready.since()
                                .filter(since -> pod.startedAt()
                                        .filter(start -> since.isAfter(start.plusSeconds(1)))
                                        .isPresent())
                                .isPresent())
                .flatMap(Condition::since);
    }

    /** What a scheduler says of one that has no node; may be empty. */
    public static String unplaced(PodObject pod) {
        return condition(pod, "PodScheduled")
                .filter(scheduled -> !scheduled.isTrue())
                .map(Condition::message)
                .orElse("");
    }

    /**
     * Where it is in its life.
     *
     * @param lost whether its node can't be asked
     */
    public static InstanceState state(PodObject pod, boolean lost) {
        if (lost && !isOver(pod)) {
            return InstanceState.LOST;
        }
        if (pod.metadata().isDeleting()) {
            return InstanceState.STOPPING;
        }
        return switch (pod.phase()) {
            case SUCCEEDED -> InstanceState.COMPLETED;
            case FAILED -> InstanceState.FAILED;
            case "Pending", "Running" -> pod.node().isEmpty() ? InstanceState.PENDING : placed(pod);
            default -> InstanceState.UNKNOWN;
        };
    }

    private static InstanceState placed(PodObject pod) {
        Optional<ContainerStatus> main = main(pod);
        if (main.filter(one -> one.state().kind() == ContainerStatus.Kind.RUNNING)
                .isPresent()) {
            return InstanceState.RUNNING;
        }
        if (Failures.of(pod).isPresent()) {
            return InstanceState.FAILED;
        }
        boolean ended = main.filter(one -> Terminations.isOver(one.state())).isPresent();
        // What is not started again waits for its sidecars to end.
        return ended && isOnce(pod) ? InstanceState.STOPPING : InstanceState.STARTING;
    }

    /** Whether it is of a Job: then it is never started again. */
    public static boolean isOnce(PodObject pod) {
        return pod.metadata().owners().stream().anyMatch(owner -> owner.kind().equals("Job"));
    }

    /** How often its processes were started again. */
    public static int restarts(PodObject pod) {
        return Stream.concat(pod.initContainers().stream(), pod.containers().stream())
                .mapToInt(ContainerStatus::restarts)
                .sum();
    }

    /** When its present process was started. */
    public static Optional<Instant> startedAt(PodObject pod) {
        return main(pod)
                .map(ContainerStatus::state)
                .filter(state -> state.kind() == ContainerStatus.Kind.RUNNING)
                .flatMap(ContainerStatus.State::startedAt);
    }

    /** How its last process ended; of a pod that is over nobody may know. */
    public static Optional<Termination> termination(PodObject pod) {
        Optional<Termination> end = main(pod)
                .flatMap(main -> Stream.of(main.state(), main.last())
                        .filter(Terminations::isOver)
                        .map(Terminations::of)
                        .findFirst())
                .map(one -> isPastDeadline(pod) ? Terminations.pastDeadline(one) : one);
        if (end.isPresent() || !isOver(pod)) {
            return end;
        }
        boolean begun = main(pod).filter(ContainerStatus::begun).isPresent();
        String told = pod.message().isEmpty() ? pod.reason() : pod.message();
        String why = isPastDeadline(pod) ? Terminations.PAST_DEADLINE : told;
        return Optional.of(
                begun || succeeded(pod)
                        ? Termination.unknown(why, Optional.empty())
                        : Termination.notStarted(why, Optional.empty()));
    }

    static boolean isPastDeadline(PodObject pod) {
        return pod.reason().equals("DeadlineExceeded");
    }

    /** What has become of one that is gone: what was to stop has stopped, and of what just vanished nobody knows. */
    public static InstanceState endState(PodObject pod) {
        if (pod.phase().equals(FAILED)) {
            return pod.metadata().isDeleting() && !isOnce(pod) ? InstanceState.COMPLETED : InstanceState.FAILED;
        }
        return succeeded(pod) || pod.node().isEmpty() ? InstanceState.COMPLETED : InstanceState.UNKNOWN;
    }

    /** How one ended that is gone. */
    public static Termination end(PodObject pod) {
        if (pod.node().isEmpty() && !isOver(pod)) {
            return Termination.notStarted("it had no node", Optional.empty());
        }
        return termination(pod)
                .filter(end -> isOver(pod))
                .orElseGet(() -> Termination.unknown("nobody saw how it ended", Optional.empty()));
    }

    /** A kubelet tells containers by their names, and there may be some of overrides and of what injects sidecars. */
    static Optional<ContainerStatus> main(PodObject pod) {
        String first = pod.specs().isEmpty() ? "" : pod.specs().get(0).name();
        String main = pod.metadata().annotations().getOrDefault(Labels.MAIN, first);
        return pod.containers().stream().filter(one -> one.name().equals(main)).findFirst();
    }

    private static Optional<Condition> condition(PodObject pod, String type) {
        return pod.conditions().stream().filter(one -> one.type().equals(type)).findFirst();
    }
}
