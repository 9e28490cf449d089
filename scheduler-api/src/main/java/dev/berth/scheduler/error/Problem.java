package dev.berth.scheduler.error;

import java.util.Optional;

/** One thing wrong with an input: where it is, what was found and what is allowed. */
public sealed interface Problem permits ProblemData {
    /** {@link ErrorCode#INVALID}, {@link ErrorCode#UNSUPPORTED} or whichever code this problem alone would raise. */
    ErrorCode code();

    /** The field, such as {@code tasks[0].ports[1].name}; empty when the problem is not about one field. */
    String path();

    /** Name, value and what is allowed, in one sentence without the path; {@code toString} says the name once. */
    String message();

    /** The capability that is missing, when {@link #code()} is UNSUPPORTED. */
    Optional<String> capability();

    /** Where the field was written, when it came from a text. */
    Optional<SourcePosition> position();

    /** This problem, known to have been written at {@code position}. */
    Problem at(SourcePosition position);

    /** This problem with {@code prefix} before its path. */
    Problem under(String prefix);

    static Problem invalid(String path, String message) {
        return of(ErrorCode.INVALID, path, message);
    }

    static Problem unsupported(String path, String capability, String reason) {
        return new ProblemData(ErrorCode.UNSUPPORTED, path, reason, Optional.of(capability), Optional.empty());
    }

    static Problem of(ErrorCode code, String path, String message) {
        return new ProblemData(code, path, message, Optional.empty(), Optional.empty());
    }
}
