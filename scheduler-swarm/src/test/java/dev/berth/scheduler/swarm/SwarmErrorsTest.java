package dev.berth.scheduler.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.swarm.connection.EngineRefusalException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the words of engines 20.10 and 28. */
class SwarmErrorsTest {
    private static SchedulerException write(int status, String words) {
        return SwarmErrors.of("POST /services/create", true, new EngineRefusalException(status, words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | authorization denied | UNAUTHORIZED | NONE",
                "403 | authorization denied by plugin | UNAUTHORIZED | NONE",
                "404 | service x not found | NOT_FOUND | NONE",
                "409 | rpc error: code = AlreadyExists desc = network x already exists | CONFLICT | NONE",
                "400 | rpc error: code = InvalidArgument desc = config not found: x | CONFLICT | NONE",
                "400 | rpc error: code = InvalidArgument desc = secret not found: x | CONFLICT | NONE",
                "503 | This node is not a swarm manager. | UNAVAILABLE | UNKNOWN",
                "500 | rpc error: code = DeadlineExceeded desc = context deadline exceeded | UNAVAILABLE | UNKNOWN",
                "500 | rpc error: code = Unknown desc = raft: node lost leader status | UNAVAILABLE | UNKNOWN",
                "500 | something else | BACKEND | UNKNOWN",
                "400 | rpc error: code = InvalidArgument desc = name must be valid | BACKEND | NONE"
            })
    void tellsWhatARefusalOfAWriteMeansAndWhetherItMayHaveBeenCarriedOut(
            int status, String words, ErrorCode code, Effect effect) {
        assertThat(write(status, words).code()).isEqualTo(code);
        assertThat(write(status, words).effect()).isEqualTo(effect);
    }

    @Test
    void saysOfAReadThatItHadNoEffect() {
        SchedulerException failure = SwarmErrors.of("GET /nodes", false, new EngineRefusalException(500, "broken"));
        assertThat(failure.effect()).isEqualTo(Effect.NONE);
        assertThat(failure).hasMessage("GET /nodes was refused with status 500: broken");
    }

    @Test
    void knowsATakenNameByItsWords() {
        assertThat(SwarmErrors.isTaken(new EngineRefusalException(
                        409,
                        "rpc error: code = AlreadyExists desc = name conflicts with an existing object: service WEB"
                                + " already exists")))
                .isTrue();
        assertThat(SwarmErrors.isTaken(new EngineRefusalException(409, "another conflict")))
                .isFalse();
    }

    @Test
    void knowsALostRaceByItsWordsWhateverTheStatus() {
        String words = "rpc error: code = Unknown desc = update out of sequence";
        assertThat(SwarmErrors.isOutOfSequence(new EngineRefusalException(500, words)))
                .isTrue();
        assertThat(SwarmErrors.isOutOfSequence(new EngineRefusalException(400, words)))
                .isTrue();
        assertThat(SwarmErrors.isOutOfSequence(new EngineRefusalException(500, "failed")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "invalid environment variable: TOKEN=hunter2",
                "json: cannot unmarshal string hunter2 into Go struct field",
                "invalid character 'h' looking for beginning of value hunter2"
            })
    void leavesOutWhatAnEngineQuotesOfASpec(String words) {
        assertThat(write(400, words)).hasMessageNotContaining("hunter2");
    }

    @Test
    void cutsLongWordsAndMakesThemSafeToPrint() {
        String message = write(400, "\u001b[31m" + "x".repeat(5000)).getMessage();
        assertThat(message).doesNotContain("\u001b").hasSizeLessThan(700);
    }
}
