package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.process.ProcessEnd;
import dev.berth.scheduler.local.process.Signals;
import dev.berth.scheduler.status.Termination;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Ends of processes in the words of the API. Pure. */
final class Terminations {
    private Terminations() {}

    static Termination of(ProcessEnd end, Optional<Instant> at) {
        String reason = Objects.requireNonNullElse(end.reason(), "");
        return switch (end.kind()) {
            case EXITED -> Termination.exited(end.number(), at);
            case SIGNALLED -> Termination.signalled(Signals.nameOf(end.number()), at);
            case UNKNOWN -> Termination.unknown(reason, at);
            case NOT_STARTED -> Termination.notStarted(reason, at);
        };
    }

    static Termination withMessage(Termination end, String message) {
        return new Termination(end.kind(), end.exitCode(), end.signal(), message, end.at());
    }
}
