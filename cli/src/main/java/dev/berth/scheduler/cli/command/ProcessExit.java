package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Termination;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The exit code of what was run, as a shell would have it: 128 and the signal's number where a signal ended it. */
final class ProcessExit {
    private static final int BY_SIGNAL = 128;

    private static final Map<String, Integer> SIGNALS = Map.ofEntries(
            Map.entry("HUP", 1),
            Map.entry("INT", 2),
            Map.entry("QUIT", 3),
            Map.entry("ILL", 4),
            Map.entry("TRAP", 5),
            Map.entry("ABRT", 6),
            Map.entry("BUS", 7),
            Map.entry("FPE", 8),
            Map.entry("KILL", 9),
            Map.entry("USR1", 10),
            Map.entry("SEGV", 11),
            Map.entry("USR2", 12),
            Map.entry("PIPE", 13),
            Map.entry("ALRM", 14),
            Map.entry("TERM", 15),
            Map.entry("XCPU", 24),
            Map.entry("XFSZ", 25),
            Map.entry("SYS", 31));

    private ProcessExit() {}

    /** Of a run that is over: 0 when it completed, else that of the last attempt that failed; empty when nobody knows. */
    static OptionalInt of(Run run) {
        if (run.state() == Run.State.COMPLETED) {
            return OptionalInt.of(0);
        }
        List<Run.Attempt> attempts = run.attempts();
        for (int i = attempts.size() - 1; i >= 0; i--) {
            OptionalInt code = of(attempts.get(i).termination());
            if (code.isPresent()) {
                return code;
            }
        }
        return OptionalInt.empty();
    }

    /** Never 0: what did not complete has not succeeded, whatever one of its attempts said. */
    private static OptionalInt of(Termination end) {
        return switch (end.kind()) {
            case EXITED -> end.exitCode() == 0 ? OptionalInt.empty() : OptionalInt.of(end.exitCode());
            case SIGNALLED ->
                Optional.ofNullable(SIGNALS.get(end.signal()))
                        .map(number -> OptionalInt.of(BY_SIGNAL + number))
                        .orElseGet(OptionalInt::empty);
            case NOT_STARTED, UNKNOWN -> OptionalInt.empty();
        };
    }
}
