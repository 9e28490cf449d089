package dev.berth.scheduler.local.agent.wire;

import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.error.SourcePosition;
import java.io.IOException;
import java.util.List;

/** {@link SchedulerException}, whole but for its cause. A code that a newer peer has is BACKEND to us. */
public final class FailureCodec implements Codec<SchedulerException> {
    /** The only one. */
    public static final FailureCodec INSTANCE = new FailureCodec();

    private static final Codec<SourcePosition> POSITION = new Codec<>() {
        @Override
        public void write(SourcePosition value, WireWriter out) throws IOException {
            out.text("source", value.source()).number("line", value.line()).number("column", value.column());
        }

        @Override
        public SourcePosition read(WireObject in) throws IOException {
            return new SourcePosition(in.text("source"), in.smallNumber("line"), in.smallNumber("column"));
        }
    };

    /** One of its problems. */
    public static final Codec<Problem> PROBLEM = new Codec<>() {
        @Override
        public void write(Problem value, WireWriter out) throws IOException {
            out.choice("code", value.code())
                    .text("path", value.path())
                    .text("message", value.message())
                    .text("capability", value.capability())
                    .object("position", value.position(), POSITION);
        }

        @Override
        public Problem read(WireObject in) throws IOException {
            Problem problem = in.has("capability")
                    ? Problem.unsupported(in.text("path"), in.text("capability"), in.text("message"))
                    : Problem.of(
                            in.choice("code", ErrorCode.class, ErrorCode.BACKEND), in.text("path"), in.text("message"));
            return in.has("position") ? problem.at(in.object("position", POSITION)) : problem;
        }
    };

    private FailureCodec() {}

    @Override
    public void write(SchedulerException value, WireWriter out) throws IOException {
        out.choice("code", value.code())
                .choice("effect", value.effect())
                .text("message", String.valueOf(value.getMessage()))
                .list("problems", value.problems(), PROBLEM)
                .text("rawAnswer", value instanceof BackendException backend ? backend.rawAnswer() : "");
    }

    @Override
    public SchedulerException read(WireObject in) throws IOException {
        String message = in.text("message");
        Effect effect = in.choice("effect", Effect.class, Effect.UNKNOWN);
        List<Problem> problems = in.list("problems", PROBLEM);
        return switch (in.choice("code", ErrorCode.class, ErrorCode.BACKEND)) {
            case INVALID, UNSUPPORTED, INFEASIBLE ->
                problems.isEmpty()
                        ? new BackendException(message, effect, in.text("rawAnswer"), null)
                        : RefusedException.of(problems);
            case NOT_FOUND -> new NotFoundException(message);
            case CONFLICT -> new ConflictException(message, effect);
            case UNAUTHORIZED -> ContactException.unauthorized(message);
            case UNAVAILABLE -> ContactException.unavailable(message, effect, null);
            case TIMEOUT -> ContactException.timeout(message, effect);
            case CANCELLED -> ContactException.cancelled(message, effect);
            case BACKEND -> new BackendException(message, effect, in.text("rawAnswer"), null);
        };
    }
}
