package dev.berth.scheduler.k8s;

import dev.berth.scheduler.k8s.api.ControllerObject;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.status.Pods;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.status.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a DaemonSet is. Its controller keeps no deadline and notes nothing, so pods tell: one that was ready stays so for a
 * rollout, as what crashes later, or is on a node that is lost, makes nothing incomplete. Pure.
 */
final class DaemonProgress {
    private final ControllerObject state;
    private final List<PodObject> pods;

    /** @param pods of its revision */
    private DaemonProgress(ControllerObject state, List<PodObject> pods) {
        this.state = state;
        this.pods = pods;
    }

    static Progress of(ControllerObject state, List<PodObject> pods, Instant now) {
        if (!state.isObserved()) {
            return Progress.ONGOING;
        }
        long revision = KubernetesLabels.revision(state.metadata().annotations());
        List<PodObject> current = pods.stream()
                .filter(pod -> !pod.metadata().isDeleting() && !Pods.isOver(pod))
                .filter(pod -> KubernetesLabels.revision(pod.metadata().annotations()) == revision)
                .toList();
        return new DaemonProgress(state, current).progress(now);
    }

    /** Whether it has a deadline that goes on: time tells, when nothing happens, and pods. */
    static boolean isTimed(ServerObject object, Progress progress) {
        return object.kind() == ObjectKind.DAEMON_SET
                && progress.state() == Progress.State.ONGOING
                && !object.state().paused()
                && KubernetesLabels.progressDeadline(object.metadata().annotations())
                        .isPresent();
    }

    private Progress progress(Instant now) {
        long wanted = state.count("status.desiredNumberScheduled");
        boolean replaced = state.count("status.updatedNumberScheduled") >= wanted;
        boolean ready = state.count("status.numberAvailable") >= wanted
                || (pods.size() >= wanted && waiting().isEmpty());
        if (replaced && ready) {
            return Progress.COMPLETE;
        }
        Optional<Duration> limit =
                KubernetesLabels.progressDeadline(state.metadata().annotations());
        Optional<Instant> end = limit.flatMap(this::end);
        if (state.paused() || end.isEmpty() || !end.get().isBefore(now)) {
            return Progress.ONGOING;
        }
        // What was made after the deadline is on a node that came later: had it not been complete, it had failed
        // before.
        boolean later = waiting().stream()
                .allMatch(pod ->
                        pod.metadata().createdAt().filter(end.get()::isBefore).isPresent());
        if (replaced && later) {
            return Progress.COMPLETE;
        }
        return Progress.failed(
                Condition.PROGRESS_DEADLINE_EXCEEDED, "no instance became ready for " + limit.orElseThrow());
    }

    private List<PodObject> waiting() {
        return pods.stream().filter(pod -> Pods.readiness(pod).isEmpty()).toList();
    }

    /** When nothing will have become of it for so long; empty where nothing of it has begun. */
    private Optional<Instant> end(Duration limit) {
        Duration watched = Duration.ofSeconds(state.count("spec.minReadySeconds"));
        Optional<Instant> first = pods.stream()
                .flatMap(pod -> pod.metadata().createdAt().stream())
                .min(Comparator.naturalOrder());
        Optional<Instant> ready = pods.stream()
                .filter(Pods::isReady)
                .flatMap(pod -> Pods.readiness(pod).stream())
                .max(Comparator.naturalOrder())
                .map(moment -> moment.plus(watched));
        // A pod that waited while it was paused has its time from when it goes on.
        return first.stream()
                .flatMap(made -> Stream.of(first, ready, state.metadata().writtenAt()))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .map(moment -> moment.plus(limit));
    }
}
