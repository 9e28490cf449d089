package dev.berth.scheduler.swarm.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.swarm.engine.ApiVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Managers that break, are none, or are others than before. */
@Timeout(60)
class EngineConnectionFailoverTest {
    private static final EngineRequest READ = EngineRequest.get("/nodes");
    private static final EngineRequest WRITE = EngineRequest.post("/services/create", "{}");
    private static final FakeEngine.Manners WELL = (request, out) -> FakeEngine.json(out, 200, "[]");

    @TempDir
    private Path directory;

    private static EngineConnection to(URI... hosts) {
        return new EngineConnection(Arrays.asList(hosts), Optional.empty());
    }

    private static Call call() {
        return Call.within(Duration.ofSeconds(20));
    }

    private FakeEngine engine(FakeEngine.Manners manners) throws IOException {
        return FakeEngine.behindSocket(directory, manners);
    }

    private static String ask(EngineConnection connection, EngineRequest request) throws EngineRefusalException {
        return connection.ask(request, body -> new String(body.readAllBytes(), StandardCharsets.UTF_8), call());
    }

    @Test
    void speaksInTheVersionOfAnOlderEngineAndUsesOneConnectionForAll() throws Exception {
        try (FakeEngine engine = engine(WELL).speaking("1.43");
                EngineConnection connection = to(engine.address())) {
            assertThat(connection.info(call()).apiVersion()).isEqualTo(new ApiVersion(1, 43));
            assertThat(connection.info(call()).version()).isEqualTo("20.10.24");
            ask(connection, READ);
            assertThat(engine.guestsSoFar()).isEqualTo(1);
            ask(connection, WRITE);
            assertThat(engine.requests())
                    .containsExactly(
                            "GET /_ping HTTP/1.1", "GET /v1.43/nodes HTTP/1.1", "POST /v1.43/services/create HTTP/1.1");
        }
    }

    @Test
    void speaksTheOldestVersionThatAnEngineOfTheFutureStillTakes() throws Exception {
        FakeEngine.Manners manners = (request, out) -> request.contains("/v1.60/")
                ? FakeEngine.json(out, 200, "[]")
                : FakeEngine.json(
                        out,
                        400,
                        "{\"message\":\"client version 1.51 is too old. Minimum supported API version is 1.60, please"
                                + " upgrade your client to a newer version\"}");
        try (FakeEngine engine = engine(manners).speaking("1.70");
                EngineConnection connection = to(engine.address())) {
            assertThat(ask(connection, WRITE)).isEqualTo("[]");
            assertThat(connection.info(call()).apiVersion()).isEqualTo(new ApiVersion(1, 60));
        }
    }

    @Test
    void refusesAnEngineThatIsTooOldAndSaysWhatIsNeeded() throws Exception {
        try (FakeEngine engine = engine(WELL).speaking("1.40");
                EngineConnection connection = to(engine.address())) {
            assertThatThrownBy(() -> ask(connection, READ))
                    .isInstanceOf(BackendException.class)
                    .hasMessageContaining("1.40")
                    .hasMessageContaining("1.41, that of Docker Engine 20.10");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state.",
                "rpc error: code = Unknown desc = The swarm does not have a leader. It's possible that too few managers"
                        + " are online."
            })
    void takesAWriteThatAManagerCannotServeToTheNext(String words) throws Exception {
        FakeEngine.Manners noManager = (request, out) -> FakeEngine.json(out, 503, "{\"message\":\"" + words + "\"}");
        try (FakeEngine first = engine(noManager);
                FakeEngine second = engine(WELL);
                EngineConnection connection = to(first.address(), second.address())) {
            assertThat(ask(connection, WRITE)).isEqualTo("[]");
            assertThat(ask(connection, WRITE)).isEqualTo("[]");
            assertThat(first.questions()).hasSize(1);
            assertThat(second.questions()).hasSize(2);
        }
    }

    @Test
    void namesEveryManagerWithItsReasonWhenNoneCanBeUsed() throws Exception {
        FakeEngine.Manners noManager =
                (request, out) -> FakeEngine.json(out, 503, "{\"message\":\"This node is not a swarm manager.\"}");
        try (FakeEngine worker = engine(noManager);
                EngineConnection connection =
                        to(URI.create("unix:///nonexistent.sock"), worker.address(), URI.create("tcp://127.0.0.1:1"))) {
            assertThatThrownBy(() -> ask(connection, WRITE))
                    .isInstanceOfSatisfying(ContactException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                        assertThat(e.effect()).isEqualTo(Effect.NONE);
                    })
                    .hasMessageContaining("none of the 3 managers can be used")
                    .hasMessageContaining("unix:///nonexistent.sock can't be reached: No such file")
                    .hasMessageContaining(worker.address() + " can't serve: This node is not a swarm manager.")
                    .hasMessageContaining("tcp://127.0.0.1:1 can't be reached: ");
        }
    }

    @Test
    void repeatsNoWriteWhoseAnswerWasLost() throws Exception {
        try (FakeEngine first = engine((request, out) -> false);
                FakeEngine second = engine(WELL);
                EngineConnection connection = to(first.address(), second.address())) {
            assertThatThrownBy(() -> ask(connection, WRITE))
                    .isInstanceOfSatisfying(SchedulerException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                        assertThat(e.effect()).isEqualTo(Effect.UNKNOWN);
                    })
                    .hasMessageContaining("whether it was done is not known");
            assertThat(first.questions()).hasSize(1);
            assertThat(second.questions()).isEmpty();
        }
    }

    @Test
    void takesAReadThatWasLostToTheNext() throws Exception {
        try (FakeEngine first = engine((request, out) -> false);
                FakeEngine second = engine(WELL);
                EngineConnection connection = to(first.address(), second.address())) {
            assertThat(ask(connection, READ)).isEqualTo("[]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "port"})
    void servesReadsAndWritesThoughTheEngineClosedItsKeptConnections(String way) throws Exception {
        try (FakeEngine engine = way.equals("socket") ? engine(WELL) : FakeEngine.onPort(WELL);
                EngineConnection connection = to(engine.address())) {
            ask(connection, READ);
            engine.dismissAndWait();
            assertThat(ask(connection, READ)).isEqualTo("[]");
            if (way.equals("socket")) {
                engine.dismissAndWait();
                assertThat(ask(connection, WRITE)).isEqualTo("[]");
                assertThat(engine.questions()).hasSize(3);
            }
        }
    }

    @Test
    void saysOfGarbageThatItIsNoneOfAnEngine() throws Exception {
        try (FakeEngine engine = engine((request, out) -> {
                    FakeEngine.write(out, "220 mail.example ESMTP\r\n\r\n");
                    return false;
                });
                EngineConnection connection = to(engine.address())) {
            assertThatThrownBy(() -> ask(connection, READ)).isInstanceOf(SchedulerException.class);
            assertThatThrownBy(() -> ask(connection, WRITE))
                    .isInstanceOfSatisfying(
                            SchedulerException.class,
                            e -> assertThat(e.effect()).isEqualTo(Effect.UNKNOWN));
        }
    }

    @Test
    void saysOfAnAnswerThatIsCutThatItIsNotWhole() throws Exception {
        try (FakeEngine engine = engine((request, out) -> {
                    FakeEngine.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[");
                    return false;
                });
                EngineConnection connection = to(engine.address())) {
            assertThatThrownBy(() -> ask(connection, READ)).isInstanceOfSatisfying(ContactException.class, e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                assertThat(e.effect()).isEqualTo(Effect.NONE);
            });
        }
    }

    @Test
    void countsAWriteAsDoneWhenItsStatusHasCome() throws Exception {
        try (FakeEngine engine = engine((request, out) -> {
                    FakeEngine.write(out, "HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{");
                    return false;
                });
                EngineConnection connection = to(engine.address())) {
            boolean done = connection.ask(WRITE, body -> true, call());
            assertThat(done).isTrue();
        }
    }

    @Test
    void opensNoStreamAtAWorkerWhichWouldBeSilent() throws Exception {
        AtomicInteger streams = new AtomicInteger();
        FakeEngine.Manners worker = (request, out) -> {
            if (request.contains("/events")) {
                streams.incrementAndGet();
            }
            return FakeEngine.json(out, 503, "{\"message\":\"This node is not a swarm manager.\"}");
        };
        try (FakeEngine engine = engine(worker);
                EngineConnection connection = to(engine.address())) {
            assertThatThrownBy(() -> connection.open(EngineRequest.get("/events"), (stream, out) -> {}, call()))
                    .isInstanceOf(ContactException.class)
                    .hasMessageContaining("not a swarm manager");
            assertThat(streams).hasValue(0);
        }
    }

    @Test
    void boundsWhatItReads() {
        AnswerBody body = new AnswerBody(InputStream.nullInputStream(), 1 << 20);
        assertThat(body).isEmpty();
        AnswerBody endless = new AnswerBody(
                new InputStream() {
                    @Override
                    public int read() {
                        return 'x';
                    }
                },
                1 << 20);
        assertThatThrownBy(endless::drain).isInstanceOf(IOException.class).hasMessageContaining("more than 1 MiB");
    }

    @Test
    void keepsFewConnectionsOpenAfterManyCallsAtOnce() throws Exception {
        try (FakeEngine engine = engine(WELL);
                EngineConnection connection = to(engine.address())) {
            List<Thread> callers = IntStream.range(0, 20)
                    .mapToObj(i -> new Thread(() -> {
                        try {
                            ask(connection, READ);
                        } catch (EngineRefusalException e) {
                            throw new AssertionError(e);
                        }
                    }))
                    .toList();
            callers.forEach(Thread::start);
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(engine.questions()).hasSize(20);
            assertThat(connection.openConnections()).isBetween(1, 8);
        }
    }
}
