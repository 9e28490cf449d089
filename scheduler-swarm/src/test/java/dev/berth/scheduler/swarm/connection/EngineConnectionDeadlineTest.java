package dev.berth.scheduler.swarm.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Engines that never come to an end. */
@Timeout(60)
class EngineConnectionDeadlineTest {
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final EngineRequest READ = EngineRequest.get("/nodes");
    private static final EngineRequest WRITE = EngineRequest.post("/services/create", "{}");

    @TempDir
    private Path directory;

    private final CountDownLatch asked = new CountDownLatch(1);

    enum Way {
        SOCKET,
        PORT
    }

    /** An engine that accepts requests and never answers. */
    private FakeEngine silent(Way way) throws IOException {
        CountDownLatch ever = new CountDownLatch(1);
        FakeEngine.Manners manners = (request, out) -> {
            asked.countDown();
            return await(ever);
        };
        return way == Way.SOCKET ? FakeEngine.behindSocket(directory, manners) : FakeEngine.onPort(manners);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** One to which all has been said that comes before the first question, so that the time goes to that alone. */
    private static EngineConnection met(URI... hosts) {
        EngineConnection connection = new EngineConnection(List.of(hosts), Optional.empty());
        assertThat(connection.info(Call.within(Duration.ofSeconds(20))).version())
                .isNotEmpty();
        return connection;
    }

    private static EngineConnection to(FakeEngine engine) {
        return new EngineConnection(List.of(engine.address()), Optional.empty());
    }

    @ParameterizedTest
    @EnumSource
    void endsAReadByItsDeadlineWithoutAnEffect(Way way) throws IOException {
        try (FakeEngine engine = silent(way);
                EngineConnection connection = met(engine.address())) {
            assertThatThrownBy(() -> connection.ask(READ, InputStream::readAllBytes, Call.within(SHORT)))
                    .isInstanceOfSatisfying(ContactException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT);
                        assertThat(e.effect()).isEqualTo(Effect.NONE);
                        assertThat(e).hasMessageContaining("GET /nodes at " + engine.address());
                    });
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsAWriteByItsDeadlineWithAnUnknownEffectAndNeverSendsItAgain(Way way) throws IOException {
        try (FakeEngine engine = silent(way);
                FakeEngine other = FakeEngine.onPort((request, out) -> FakeEngine.json(out, 201, "{}"));
                EngineConnection connection = met(engine.address(), other.address())) {
            assertThatThrownBy(() -> connection.ask(WRITE, body -> true, Call.within(SHORT)))
                    .isInstanceOfSatisfying(
                            ContactException.class, e -> assertThat(e.effect()).isEqualTo(Effect.UNKNOWN));
            assertThat(engine.questions()).hasSize(1);
            assertThat(other.questions()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsACallThatIsCancelledWhileTheEngineIsSilent(Way way) throws Exception {
        try (FakeEngine engine = silent(way);
                EngineConnection connection = to(engine)) {
            Call call = Call.untilCancelled();
            CompletableFuture<ErrorCode> code = CompletableFuture.supplyAsync(() -> failure(connection, call));
            asked.await();
            call.cancel();
            assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(ErrorCode.CANCELLED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsACallWhoseThreadIsInterruptedAndKeepsTheFlag(Way way) throws Exception {
        try (FakeEngine engine = silent(way);
                EngineConnection connection = to(engine)) {
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            CompletableFuture<ErrorCode> code = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                code.complete(failure(connection, Call.untilCancelled()));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            caller.start();
            asked.await();
            caller.interrupt();
            assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(ErrorCode.CANCELLED);
            assertThat(flag.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static ErrorCode failure(EngineConnection connection, Call call) {
        try {
            connection.ask(READ, InputStream::readAllBytes, call);
        } catch (ContactException e) {
            return e.code();
        } catch (EngineRefusalException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("it was answered");
    }

    @Test
    void endsAnAnswerThatTricklesByItsDeadline() throws IOException {
        try (FakeEngine engine = FakeEngine.behindSocket(directory, (request, out) -> {
                    FakeEngine.write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    CountDownLatch never = new CountDownLatch(1);
                    while (true) {
                        FakeEngine.write(out, "1\r\n \r\n");
                        pause(never);
                    }
                });
                EngineConnection connection = met(engine.address())) {
            assertThatThrownBy(() -> connection.ask(READ, InputStream::readAllBytes, Call.within(SHORT)))
                    .isInstanceOfSatisfying(
                            ContactException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT));
        }
    }

    private static void pause(CountDownLatch never) {
        try {
            assertThat(never.await(5, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsAFollowedStreamWhenItIsClosedOrItsCallCancelled(Way way) throws Exception {
        FakeEngine.Manners manners = (request, out) -> {
            if (request.contains("/swarm")) {
                return FakeEngine.json(out, 200, "{}");
            }
            FakeEngine.write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n");
            return await(new CountDownLatch(1));
        };
        try (FakeEngine engine =
                        way == Way.SOCKET ? FakeEngine.behindSocket(directory, manners) : FakeEngine.onPort(manners);
                EngineConnection connection = to(engine)) {
            Call call = Call.untilCancelled();
            try (Feed<Integer> feed =
                    connection.open(EngineRequest.get("/events"), EngineConnectionDeadlineTest::bytes, call)) {
                assertThat(feed.poll(Duration.ofSeconds(20))).contains((int) 'a');
                assertThat(feed.poll(Duration.ofMillis(10))).isEmpty();
                assertThat(feed.ended()).isFalse();
                call.cancel();
                assertThat(feed.poll(Duration.ofSeconds(20))).isEmpty();
                assertThat(feed.ended()).isTrue();
            }
        }
        assertThat(Threads.leftBehind()).isEmpty();
    }

    /** Whoever watches connects again then. */
    @Test
    void anAnswerThatIsCutOffWithinAPieceOfItIsALostConnection() throws IOException {
        FakeEngine.Manners manners = (request, out) -> {
            FakeEngine.write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n[{");
            return false;
        };
        try (FakeEngine engine = FakeEngine.behindSocket(directory, manners);
                EngineConnection connection = to(engine)) {
            Call call = Call.within(Duration.ofSeconds(20));
            assertThat(failure(connection, call)).isEqualTo(ErrorCode.UNAVAILABLE);
        }
    }

    private static void bytes(InputStream stream, StreamReader.Out<Integer> out) throws IOException {
        for (int next = stream.read(); next >= 0; next = stream.read()) {
            out.tell(next);
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesNoThreadBehindThoughEnginesAreSilent(Way way) throws IOException {
        try (FakeEngine engine = silent(way)) {
            try (EngineConnection connection = to(engine)) {
                for (int i = 0; i < 5; i++) {
                    assertThatThrownBy(() -> connection.ask(WRITE, body -> true, Call.within(SHORT)))
                            .isInstanceOf(ContactException.class);
                }
            }
            assertThat(Threads.leftBehind()).isEmpty();
        }
    }

    @Test
    void refusesEverythingOnceItIsClosed() throws IOException {
        try (FakeEngine engine = silent(Way.SOCKET)) {
            EngineConnection connection = to(engine);
            connection.close();
            assertThatThrownBy(() -> connection.ask(READ, InputStream::readAllBytes, Call.within(SHORT)))
                    .isInstanceOf(ContactException.class)
                    .hasMessageContaining("closed");
        }
    }
}
