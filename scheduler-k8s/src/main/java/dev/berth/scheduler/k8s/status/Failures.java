package dev.berth.scheduler.k8s.status;

import dev.berth.scheduler.k8s.api.ContainerStatus;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Termination;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Why a pod has failed, or is tried in ever longer intervals only. */
public final class Failures {
    static final String DEADLINE_EXCEEDED = "DEADLINE_EXCEEDED";
    static final String ENDED = "ENDED";

    /** A kubelet tries these again, and will for ever: only somebody else can make them end otherwise. */
    private static final Set<String> CANNOT_START = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "ErrImageNeverPull",
            "InvalidImageName",
            "ImageInspectError",
            "RegistryUnavailable",
            "SignatureValidationFailed",
            "CreateContainerConfigError",
            "CreateContainerError",
            "RunContainerError",
            "PreStartHookError");

    private Failures() {}

    /** Empty when none of its containers has failed. */
    public static Optional<Condition> of(PodObject pod) {
        if (pod.phase().equals("Failed")) {
            return Optional.of(ended(pod));
        }
        return Stream.concat(pod.containers().stream(), pod.initContainers().stream())
                .flatMap(container -> of(container).stream())
                .findFirst();
    }

    private static Condition ended(PodObject pod) {
        String end = Pods.termination(pod).map(Termination::sentence).orElse("");
        String message = pod.message().isEmpty() ? end : pod.message();
        if (Pods.isPastDeadline(pod)) {
            return new Condition(DEADLINE_EXCEEDED, message);
        }
        boolean never = Pods.termination(pod)
                .filter(one -> one.kind() == Termination.Kind.NOT_STARTED)
                .isPresent();
        return new Condition(never ? Condition.CANNOT_START : ENDED, message);
    }

    private static Optional<Condition> of(ContainerStatus container) {
        ContainerStatus.State state = container.state();
        if (Terminations.neverRan(state)) {
            return Optional.of(new Condition(Condition.CANNOT_START, state.message()));
        }
        if (state.kind() != ContainerStatus.Kind.WAITING) {
            return Optional.empty();
        }
        if (state.reason().equals("CrashLoopBackOff")) {
            boolean never = Terminations.neverRan(container.last());
            return Optional.of(
                    new Condition(never ? Condition.CANNOT_START : Condition.CRASH_LOOP, backOff(container)));
        }
        return CANNOT_START.contains(state.reason())
                ? Optional.of(new Condition(Condition.CANNOT_START, state.reason() + ": " + state.message()))
                : Optional.empty();
    }

    private static String backOff(ContainerStatus container) {
        String end = Terminations.isOver(container.last())
                ? "; " + Terminations.of(container.last()).sentence()
                : "";
        return "restarts of " + container.name() + ": " + container.restarts() + end;
    }
}
