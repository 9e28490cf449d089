package dev.berth.scheduler.local.probe;

import dev.berth.scheduler.spec.ProbeCheck;
import java.util.function.Supplier;

/** Turns a check into a source of attempts. */
final class Attempts {
    private Attempts() {}

    /** @throws IllegalArgumentException when the check names a port that the target doesn't have */
    static Supplier<Attempt> of(ProbeCheck check, ProbeTarget target) {
        return switch (check.kind()) {
            case HTTP -> http((ProbeCheck.Http) check, target);
            case TCP -> tcp((ProbeCheck.Tcp) check, target);
            case COMMAND -> command((ProbeCheck.Command) check, target);
        };
    }

    private static Supplier<Attempt> http(ProbeCheck.Http check, ProbeTarget target) {
        HttpQuestion question =
                new HttpQuestion(check.scheme(), target.address(), target.port(check.port()), check.path());
        return () -> new SocketAttempt(target.address(), question.port(), question);
    }

    private static Supplier<Attempt> tcp(ProbeCheck.Tcp check, ProbeTarget target) {
        int port = target.port(check.port());
        return () -> new SocketAttempt(target.address(), port, connected -> Outcome.PASSED);
    }

    private static Supplier<Attempt> command(ProbeCheck.Command check, ProbeTarget target) {
        return () -> new CommandAttempt(target.commands(), check.command());
    }
}
