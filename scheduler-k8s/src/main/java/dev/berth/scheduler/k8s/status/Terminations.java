package dev.berth.scheduler.k8s.status;

import dev.berth.scheduler.k8s.api.ContainerStatus;
import dev.berth.scheduler.status.Termination;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** How a container ended. */
final class Terminations {
    /** Where a kubelet doesn't know how it ended it makes up a code: 137, or 255 after its node was down. */
    private static final Set<String> MADE_UP = Set.of("ContainerStatusUnknown", "Unknown");

    private static final Set<String> NEVER_RAN =
            Set.of("StartError", "ContainerCannotRun", "CreateContainerError", "RunContainerError");

    private static final String OUT_OF_MEMORY = "OOMKilled";
    private static final int LAST_CODE = 255;

    /** Told and noted as a message, as a run is to know it when the pod is gone. */
    static final String PAST_DEADLINE = "past its deadline";

    private Terminations() {}

    static boolean neverRan(ContainerStatus.State state) {
        return isOver(state) && NEVER_RAN.contains(state.reason());
    }

    /** That of one that a kubelet ended for its deadline, whatever its code. */
    static Termination pastDeadline(Termination end) {
        return new Termination(end.kind(), end.exitCode(), end.signal(), PAST_DEADLINE, end.at());
    }

    static boolean isPastDeadline(Termination end) {
        return end.message().equals(PAST_DEADLINE);
    }

    static boolean isOver(ContainerStatus.State state) {
        return state.kind() == ContainerStatus.Kind.TERMINATED;
    }

    /** A signal isn't told apart from 128 and its number, so that number is what is told. */
    static Termination of(ContainerStatus.State state) {
        Optional<Instant> at = state.finishedAt().filter(time -> time.isAfter(Instant.EPOCH));
        int code = state.exitCode().orElse(-1);
        if (neverRan(state)) {
            return Termination.notStarted(state.message(), at);
        }
        if (MADE_UP.contains(state.reason()) || code < 0 || code > LAST_CODE) {
            return Termination.unknown(state.message().isEmpty() ? state.reason() : state.message(), at);
        }
        return state.reason().equals(OUT_OF_MEMORY)
                ? new Termination(Termination.Kind.EXITED, code, "", "out of memory", at)
                : Termination.exited(code, at);
    }
}
