package dev.berth.scheduler.k8s.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ApiConnectionFaultsTest {
    private static final ApiRequest READ = ApiRequest.get("/api/v1/pods?limit=500");
    private static final ApiRequest WRITE = ApiRequest.post("/api/v1/namespaces/a/configmaps", "{}");
    private static final String BUSY = "Retry-After: 0\r\n";
    private static final LineReader<String> LINES = new LineReader<>() {
        @Override
        public Optional<String> read(byte[] bytes, int length) {
            return Optional.of(new String(bytes, 0, length, StandardCharsets.UTF_8));
        }

        @Override
        public int longest() {
            return 20_000;
        }

        @Override
        public boolean isWholeOnly() {
            return false;
        }
    };

    private static Call call() {
        return Call.within(Duration.ofSeconds(20));
    }

    private static String text(ApiConnection connection, ApiRequest request, Call call) throws ApiRefusalException {
        return connection.ask(request, body -> new String(body.readAllBytes(), StandardCharsets.UTF_8), call);
    }

    private static void assertFails(
            ApiConnection connection, ApiRequest request, Call call, ErrorCode code, Effect effect) {
        SchedulerException failure =
                catchThrowableOfType(SchedulerException.class, () -> text(connection, request, call));
        assertThat(failure.code()).as(failure.toString()).isEqualTo(code);
        assertThat(failure.effect()).as(failure.toString()).isEqualTo(effect);
    }

    private static void assertFailsAtOnce(FakeServer server, ApiRequest request, ErrorCode code, Effect effect) {
        try (ApiConnection connection = server.connection()) {
            assertFails(connection, request, call(), code, effect);
            assertThat(server.requests()).hasSize(1);
        }
    }

    /** Of a server that answers well once, so that a short time is enough to send another request. */
    private static void assertTimesOut(FakeServer.Manners then, ApiRequest request, Effect effect) throws Exception {
        try (FakeServer server = new FakeServer(
                        (count, out) -> count == 1 ? FakeServer.json(out, 200, "", "{}") : then.answer(count, out));
                ApiConnection connection = server.connection()) {
            connection.ask(READ, body -> true, call());
            assertFails(connection, request, Call.within(Duration.ofSeconds(5)), ErrorCode.TIMEOUT, effect);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void answersSeveralRequestsOverOneConnection() throws Exception {
        try (FakeServer server = new FakeServer((count, out) -> FakeServer.json(out, 200, "", "{}"));
                ApiConnection connection = server.connection()) {
            assertThat(text(connection, READ, call())).isEqualTo("{}");
            assertThat(text(connection, WRITE, call())).isEqualTo("{}");
            assertThat(server.requests())
                    .containsExactly(
                            "GET /api/v1/pods?limit=500 HTTP/1.1", "POST /api/v1/namespaces/a/configmaps HTTP/1.1");
        }
    }

    @Test
    void letsAReaderCloseWhatItHasNotReadToTheEnd() throws Exception {
        String body = "x".repeat(1_000_000);
        try (FakeServer server = new FakeServer((count, out) -> FakeServer.json(out, 200, "", body));
                ApiConnection connection = server.connection()) {
            String answer = connection.ask(
                    READ,
                    stream -> {
                        stream.close();
                        return "closed";
                    },
                    call());
            assertThat(answer).isEqualTo("closed");
        }
    }

    @Test
    void endsAReadOfASilentServerByTheDeadline() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try {
            assertTimesOut((count, out) -> hold(never), READ, Effect.NONE);
        } finally {
            never.countDown();
        }
    }

    @Test
    void doesNotKnowWhatBecameOfAWriteThatWasNotAnswered() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try {
            assertTimesOut((count, out) -> hold(never), WRITE, Effect.UNKNOWN);
        } finally {
            never.countDown();
        }
    }

    private static boolean hold(CountDownLatch latch) throws IOException {
        try {
            latch.await();
            return false;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void closesTheConnectionOfACallThatIsCancelled() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answering = new CountDownLatch(1);
        try (FakeServer server = new FakeServer((count, out) -> {
                    asked.countDown();
                    FakeServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{");
                    answering.countDown();
                    return true;
                });
                ApiConnection connection = server.connection()) {
            Call call = Call.untilCancelled();
            Thread canceller = new Thread(() -> {
                try {
                    answering.await();
                    call.cancel();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            canceller.start();
            SchedulerException failure =
                    catchThrowableOfType(SchedulerException.class, () -> text(connection, READ, call));
            assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED);
            server.awaitLeft();
            canceller.join();
        }
    }

    @Test
    void readsAgainAfterAConnectionThatWasCutBeforeTheAnswer() throws Exception {
        try (FakeServer server =
                        new FakeServer((count, out) -> count > 1 && FakeServer.json(out, 200, "", "{\"a\":1}"));
                ApiConnection connection = server.connection()) {
            assertThat(text(connection, READ, call())).isEqualTo("{\"a\":1}");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void neverSendsAWriteAgainThatWasCut() throws IOException {
        try (FakeServer server = new FakeServer((count, out) -> false)) {
            assertFailsAtOnce(server, WRITE, ErrorCode.UNAVAILABLE, Effect.UNKNOWN);
        }
    }

    @Test
    void failsAtHalfAnAnswerWithoutAskingAgain() throws IOException {
        try (FakeServer server = new FakeServer(
                (count, out) -> !FakeServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"items\":["))) {
            assertFailsAtOnce(server, READ, ErrorCode.UNAVAILABLE, Effect.NONE);
        }
    }

    @Test
    void takesAWriteForDoneWhoseAnswerEndsAfterItsStatus() throws Exception {
        try (FakeServer server = new FakeServer(
                        (count, out) -> !FakeServer.write(out, "HTTP/1.1 201 OK\r\nContent-Length: 100\r\n\r\n{"));
                ApiConnection connection = server.connection()) {
            String answer = connection.ask(WRITE, body -> "done", call());
            assertThat(answer).isEqualTo("done");
        }
    }

    @Test
    void endsByTheDeadlineThoughBytesKeepComing() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        FakeServer.Manners dripping = (count, out) -> {
            FakeServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            while (over.getCount() > 0) {
                FakeServer.write(out, " ");
                pause(over);
            }
            return false;
        };
        try {
            assertTimesOut(dripping, READ, Effect.NONE);
        } finally {
            over.countDown();
        }
    }

    private static void pause(CountDownLatch over) throws IOException {
        try {
            boolean unused = over.await(50, java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void sendsAWriteAgainThatTheServerHadNoTimeFor() throws Exception {
        try (FakeServer server = new FakeServer((count, out) ->
                        count < 3 ? FakeServer.json(out, 429, BUSY, "{}") : FakeServer.json(out, 201, "", "{}"));
                ApiConnection connection = server.connection()) {
            assertThat(text(connection, WRITE, call())).isEqualTo("{}");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void sendsNothingAgainBeforeTheServerWantsIt() throws Exception {
        List<Long> asked = new CopyOnWriteArrayList<>();
        try (FakeServer server = new FakeServer((count, out) -> {
                    asked.add(System.nanoTime());
                    return count < 2
                            ? FakeServer.json(out, 429, "Retry-After: 1\r\n", "{}")
                            : FakeServer.json(out, 201, "", "{}");
                });
                ApiConnection connection = server.connection()) {
            assertThat(text(connection, WRITE, call())).isEqualTo("{}");
        }
        assertThat(asked).hasSize(2);
        assertThat(Duration.ofNanos(asked.get(1) - asked.get(0))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void doesNotWaitLongerThanTheCallHasTime() throws Exception {
        try (FakeServer server =
                        new FakeServer((count, out) -> FakeServer.json(out, 429, "Retry-After: 60\r\n", "busy"));
                ApiConnection connection = server.connection()) {
            ApiRefusalException refusal =
                    catchThrowableOfType(ApiRefusalException.class, () -> text(connection, READ, call()));
            assertThat(refusal.status()).isEqualTo(429);
            assertThat(refusal.words().message()).isEqualTo("busy");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void sendsNothingAgainThatWasRefusedWith503() throws Exception {
        try (FakeServer server = new FakeServer((count, out) -> FakeServer.json(out, 503, BUSY, "{}"));
                ApiConnection connection = server.connection()) {
            assertThat(catchThrowableOfType(ApiRefusalException.class, () -> text(connection, WRITE, call()))
                            .status())
                    .isEqualTo(503);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void knowsThatNothingCameOfAWriteWhereNobodyListens() {
        URI nobody = URI.create("http://127.0.0.1:1");
        try (ApiConnection connection = new ApiConnection(
                Access.server(nobody, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))) {
            SchedulerException failure =
                    catchThrowableOfType(SchedulerException.class, () -> text(connection, WRITE, call()));
            assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
            assertThat(failure).hasMessageContaining("can't be reached");
        }
    }

    @Test
    void saysThatAServerTalksNonsense() throws IOException {
        try (FakeServer server = new FakeServer((count, out) -> !FakeServer.write(out, "SSH-2.0-OpenSSH\r\n\r\n"))) {
            assertFailsAtOnce(server, WRITE, ErrorCode.BACKEND, Effect.UNKNOWN);
        }
    }

    @Test
    void tellsLinesAsTheyComeAndCutsThoseThatAreTooLong() throws Exception {
        String body = "one\n" + "x".repeat(30_000) + "\nlast";
        try (FakeServer server = new FakeServer((count, out) -> FakeServer.json(out, 200, "", body));
                ApiConnection connection = server.connection();
                Feed<String> feed = connection.open(READ, LINES, call())) {
            assertThat(feed.poll(Duration.ofSeconds(10))).contains("one");
            assertThat(feed.poll(Duration.ofSeconds(10)).orElseThrow()).hasSize(20_000);
            assertThat(feed.poll(Duration.ofSeconds(10)).orElseThrow()).hasSize(10_000);
            assertThat(feed.poll(Duration.ofSeconds(10))).contains("last");
            assertThat(feed.poll(Duration.ofSeconds(10))).isEmpty();
            assertThat(feed.ended()).isTrue();
        }
    }

    @Test
    void endsAFeedWhoseCallIsCancelledAndItsConnection() throws Exception {
        try (FakeServer server = new FakeServer((count, out) ->
                        FakeServer.write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\none\n\r\n"));
                ApiConnection connection = server.connection()) {
            Call call = Call.untilCancelled();
            try (Feed<String> feed = connection.open(READ, LINES, call)) {
                assertThat(feed.poll(Duration.ofSeconds(10))).contains("one");
                assertThat(feed.poll(Duration.ofMillis(10))).isEmpty();
                assertThat(feed.ended()).isFalse();
                call.cancel();
                assertThat(feed.poll(Duration.ofSeconds(10))).isEmpty();
                assertThat(feed.ended()).isTrue();
                server.awaitLeft();
            }
        }
    }

    @Test
    void failsAFeedThatIsCutOff() throws Exception {
        try (FakeServer server = new FakeServer((count, out) ->
                        !FakeServer.write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\none\n\r\n"));
                ApiConnection connection = server.connection();
                Feed<String> feed = connection.open(READ, LINES, call())) {
            assertThat(feed.poll(Duration.ofSeconds(10))).contains("one");
            SchedulerException failure =
                    catchThrowableOfType(SchedulerException.class, () -> feed.poll(Duration.ofSeconds(10)));
            assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(feed.ended()).isTrue();
        }
    }

    @Test
    void endsItsThreadsWhenItIsClosed() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (FakeServer server = new FakeServer((count, out) -> FakeServer.json(out, 200, "", "{}"))) {
            ApiConnection connection = server.connection();
            assertThat(text(connection, READ, call())).isEqualTo("{}");
            connection.close();
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("berth-kubernetes") && !before.contains(thread)) {
                // One that has left its pool needs a moment to be gone; one that waits for work, seconds.
                thread.join(20_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }
}
