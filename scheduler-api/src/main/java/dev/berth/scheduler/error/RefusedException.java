package dev.berth.scheduler.error;

import java.util.List;

/** INVALID, UNSUPPORTED or INFEASIBLE: refused before anything was changed. */
public final class RefusedException extends SchedulerException {
    private static final long serialVersionUID = 1L;

    private RefusedException(ErrorCode code, String message, List<Problem> problems) {
        super(code, Effect.NONE, message, problems, null);
    }

    /**
     * Refuses for all {@code problems} at once; the code is that of the first kind present among INVALID,
     * UNSUPPORTED, INFEASIBLE.
     *
     * @throws IllegalArgumentException when there is no problem to refuse for
     */
    public static RefusedException of(List<Problem> problems) {
        ErrorCode code = problems.stream()
                .map(Problem::code)
                .min(ErrorCode::compareTo)
                .orElseThrow(() -> new IllegalArgumentException("a refusal needs a problem"));
        return new RefusedException(code, list(headline(code, problems.size()), problems), problems);
    }

    /** A refusal for one INVALID field. */
    public static RefusedException invalid(String path, String message) {
        return of(List.of(Problem.invalid(path, message)));
    }

    /** A refusal for one missing capability. */
    public static RefusedException unsupported(String path, String capability, String reason) {
        return of(List.of(Problem.unsupported(path, capability, reason)));
    }

    private static String headline(ErrorCode code, int count) {
        String what = switch (code) {
            case INVALID -> "invalid";
            case UNSUPPORTED -> "not supported by this backend";
            case INFEASIBLE -> "not feasible";
            case NOT_FOUND, CONFLICT, UNAUTHORIZED, UNAVAILABLE, TIMEOUT, CANCELLED, BACKEND -> "refused";
        };
        return what + " (" + count + (count == 1 ? " problem" : " problems") + ")";
    }
}
