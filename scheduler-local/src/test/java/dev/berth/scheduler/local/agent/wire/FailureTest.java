package dev.berth.scheduler.local.agent.wire;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures cross the wire whole. */
class FailureTest {
    static Stream<SchedulerException> failures() {
        return Stream.of(
                RefusedException.of(List.of(
                        Problem.invalid("tasks[0].name", "is not a DNS label").at(new SourcePosition("a b.yaml", 3, 7)),
                        Problem.unsupported("mode", "mode.cron", "no clock"),
                        Problem.of(ErrorCode.INFEASIBLE, "", "no room"))),
                RefusedException.of(List.of(Problem.of(ErrorCode.INFEASIBLE, "rollout", "no room"))),
                RefusedException.unsupported("mode", "mode.cron", "no clock"),
                new NotFoundException("shop/web doesn't exist"),
                new ConflictException("was changed"),
                new ConflictException("was changed", Effect.UNKNOWN),
                ContactException.unauthorized("who are you?"),
                ContactException.unavailable("gone", Effect.UNKNOWN, null),
                ContactException.timeout("late", Effect.NONE),
                ContactException.cancelled("never mind", Effect.UNKNOWN),
                new BackendException("it said", Effect.UNKNOWN, "raw \u0000 words", null));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void keepsTypeCodeEffectMessageProblemsAndRawAnswer(SchedulerException sent) throws IOException {
        SchedulerException arrived = Trip.there(sent, FailureCodec.INSTANCE);
        assertThat(arrived).isExactlyInstanceOf(sent.getClass()).hasMessage(sent.getMessage());
        assertThat(arrived.code()).isEqualTo(sent.code());
        assertThat(arrived.effect()).isEqualTo(sent.effect());
        assertThat(arrived.problems()).isEqualTo(sent.problems());
        assertThat(raw(arrived)).isEqualTo(raw(sent));
    }

    private static String raw(SchedulerException failure) {
        return failure instanceof BackendException backend ? backend.rawAnswer() : "none";
    }
}
