package dev.berth.scheduler.k8s.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What time a server has, as its answers tell. */
@Timeout(60)
class ServerTimeTest {
    private static final ApiRequest READ = ApiRequest.get("/version");
    private static final Instant HERE = Instant.parse("2026-11-22T04:00:00.250Z");

    private final ServerTime time = new ServerTime();

    private static Call call() {
        return Call.within(Duration.ofSeconds(20));
    }

    @Test
    void isToldByTheDateOfTheLastAnswer() {
        assertThat(time.ahead()).isZero();
        time.told(Optional.of("Sun, 22 Nov 2026 03:57:00 GMT"), HERE);
        assertThat(HERE.plus(time.ahead())).isEqualTo("2026-11-22T03:57:00Z");
        time.told(Optional.of("Sun, 22 Nov 2026 05:00:00 GMT"), HERE);
        assertThat(HERE.plus(time.ahead())).isEqualTo("2026-11-22T05:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-11-22T04:00:00Z", "Mon, 22 Nov 2026 05:00:00 GMT"})
    void aDateThatIsAbsentOrNoneChangesNothing(String date) {
        time.told(Optional.of("Sun, 22 Nov 2026 05:00:00 GMT"), HERE);
        Duration before = time.ahead();
        time.told(Optional.of(date), HERE);
        time.told(Optional.empty(), HERE);
        assertThat(time.ahead()).isEqualTo(before);
    }

    private static boolean dated(OutputStream out, int status, Duration ahead) throws IOException {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plus(ahead).atOffset(ZoneOffset.UTC));
        return FakeServer.json(out, status, "Date: " + date + "\r\n", "{}\n");
    }

    /** To the second of a Date, and with time for slow machines. */
    private static void assertAhead(ApiConnection connection, Duration ahead) {
        assertThat(connection.ahead()).isBetween(ahead.minusSeconds(30), ahead);
    }

    @Test
    void isToldByEachGoodAnswer() throws Exception {
        try (FakeServer server = new FakeServer((count, out) -> dated(out, 200, Duration.ofHours(count)));
                ApiConnection connection = server.connection()) {
            assertThat(connection.ahead()).isZero();
            assertThat(connection.<Boolean>ask(READ, body -> true, call())).isTrue();
            assertAhead(connection, Duration.ofHours(1));
            assertThat(connection.<Boolean>ask(READ, body -> true, call())).isTrue();
            assertAhead(connection, Duration.ofHours(2));
        }
    }

    @Test
    void isToldByTheHeadOfAStream() throws Exception {
        LineReader<String> lines = new LineReader<>() {
            @Override
            public Optional<String> read(byte[] bytes, int length) {
                return Optional.of("line");
            }

            @Override
            public int longest() {
                return 100;
            }

            @Override
            public boolean isWholeOnly() {
                return false;
            }
        };
        try (FakeServer server = new FakeServer((count, out) -> dated(out, 200, Duration.ofHours(-3)));
                ApiConnection connection = server.connection();
                Feed<String> feed = connection.open(READ, lines, call())) {
            assertAhead(connection, Duration.ofHours(-3));
            assertThat(feed.poll(Duration.ofSeconds(10))).contains("line");
        }
    }

    @Test
    void isNotToldByRefusalsNorByAnswersWithoutADate() throws Exception {
        try (FakeServer server = new FakeServer((count, out) ->
                        count == 1 ? dated(out, 404, Duration.ofHours(1)) : FakeServer.json(out, 200, "", "{}"));
                ApiConnection connection = server.connection()) {
            assertThatThrownBy(() -> connection.<Boolean>ask(READ, body -> true, call()))
                    .isInstanceOf(ApiRefusalException.class);
            assertThat(connection.<Boolean>ask(READ, body -> true, call())).isTrue();
            assertThat(connection.ahead()).isZero();
        }
    }
}
