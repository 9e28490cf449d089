package dev.berth.scheduler.local.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.local.agent.wire.IdCodecs;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams over the wire: observers, logs, leases. */
class AgentStreamTest {
    private static final WorkloadId WEB = WorkloadId.parse("shop/web");
    private static final Duration LONG = Duration.ofSeconds(Background.PATIENCE_SECONDS);

    @TempDir
    private Path directory;

    private Served served;

    @BeforeEach
    void serve() throws IOException {
        served = new Served(directory);
    }

    @AfterEach
    void close() {
        served.close();
    }

    private void create(long generation, String content) {
        served.backend.createIfAbsent(
                new StoredRecord(new RecordKey(WEB, generation), Map.of(), content), Call.within(LONG));
    }

    private static String next(RecordingSink sink) throws InterruptedException {
        return String.valueOf(sink.told.poll(LONG.toSeconds(), TimeUnit.SECONDS));
    }

    private void awaitBackend(String what) throws InterruptedException {
        String happened = "";
        while (!happened.equals(what)) {
            happened = served.backend.happened.poll(LONG.toSeconds(), TimeUnit.SECONDS);
            assertThat(happened).as("waiting for: " + what).isNotNull();
        }
    }

    @Test
    void aListIsToldAndEndsWhenTheSinkWantsNoMore() throws InterruptedException {
        create(1, "");
        RecordingSink sink = new RecordingSink(false);
        served.client.observe(Selector.all(), sink, Call.within(LONG));
        assertThat(sink.told).containsExactly("workload shop/web 1", "synced");
    }

    @Test
    void changesAreToldUntilTheCallIsCancelled() throws Throwable {
        RecordingSink sink = new RecordingSink(true);
        Call call = Call.untilCancelled();
        Background<Boolean> observer = Background.run(() -> {
            served.client.observe(Selector.all(), sink, call);
            return true;
        });
        assertThat(next(sink)).isEqualTo("synced");
        create(2, "");
        assertThat(next(sink)).isEqualTo("together");
        assertThat(next(sink)).isEqualTo("workload shop/web 2");
        call.cancel();
        assertThat(observer.result()).isTrue();
        awaitBackend("observed");
    }

    @Test
    void whatBelongsTogetherIsToldTogetherOnceAllWasTold() throws Throwable {
        create(1, "");
        served.backend.createIfAbsent(
                new StoredRecord(new RecordKey(WorkloadId.parse("shop/api"), 1), Map.of(), ""), Call.within(LONG));
        assertThat(toldUntil("all", (sink, call) -> served.client.observe(Selector.all(), sink, call)))
                .containsExactly(
                        "workload shop/api 1",
                        "workload shop/web 1",
                        "synced",
                        "together",
                        "workload shop/api 1",
                        "workload shop/web 2",
                        "all");
    }

    @Test
    void anOlderCallerIsToldEachFactForItself() throws Throwable {
        create(1, "");
        assertThat(toldUntil("workload shop/web 2", this::observeAsAnOlderOne))
                .containsExactly("workload shop/web 1", "synced", "workload shop/web 2");
    }

    private void observeAsAnOlderOne(Sink sink, Call call) throws InterruptedException {
        ByteBuffer request = Wire.frame(Wire.request(
                () -> AgentRequest.of("observe", call).object("selector", Selector.all(), IdCodecs.SELECTOR)));
        try (Conversation conversation =
                Conversation.open(served.endpoint, request, Introduction.NONE, call, Effect.NONE)) {
            new AgentObserver(conversation, sink, call).run();
        } catch (BrokenConnection e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Observer {
        void observe(Sink sink, Call call) throws InterruptedException;
    }

    /** All that a sink is told of what there is, and of a change after that. */
    private List<String> toldUntil(String last, Observer by) throws Throwable {
        RecordingSink sink = new RecordingSink(true);
        Call call = Call.untilCancelled();
        Background<Boolean> observer = Background.run(() -> {
            by.observe(sink, call);
            return true;
        });
        List<String> told = new ArrayList<>();
        while (!told.contains("synced")) {
            told.add(next(sink));
        }
        create(2, "");
        while (!told.contains(last)) {
            told.add(next(sink));
        }
        call.cancel();
        assertThat(observer.result()).isTrue();
        return told;
    }

    @Test
    void anInterruptedObserverSaysSoAndEndsOnBothSides() throws Throwable {
        RecordingSink sink = new RecordingSink(true);
        Background<Boolean> observer = Background.run(() -> {
            served.client.observe(Selector.all(), sink, Call.untilCancelled());
            return true;
        });
        assertThat(next(sink)).isEqualTo("synced");
        observer.thread.interrupt();
        assertThatThrownBy(observer::result).isInstanceOf(InterruptedException.class);
        awaitBackend("observed");
    }

    @Test
    void anObserverWithADeadlineEndsByIt() {
        assertThatThrownBy(() -> served.client.observe(
                        Selector.all(), new RecordingSink(true), Call.within(Duration.ofMillis(50))))
                .isInstanceOfSatisfying(
                        ContactException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT));
    }

    @Test
    void aSinkThatDoesNotReadHoldsTheBackendsObserverInsteadOfFillingMemory() throws Throwable {
        for (int workload = 0; workload < 200; workload++) {
            served.backend.createIfAbsent(
                    new StoredRecord(
                            new RecordKey(WorkloadId.of("shop", "w" + workload), 1), Map.of(), "x".repeat(100_000)),
                    Call.within(LONG));
        }
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        RecordingSink sink = new RecordingSink(false);
        Background<Boolean> observer = Background.run(() -> {
            served.client.observe(Selector.all(), stalling(sink, entered, released), Call.within(LONG));
            return true;
        });
        assertThat(entered.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        awaitBackend("observing");
        // 20 MB don't fit a socket, so the backend's observer can't have ended.
        assertThat(served.backend.happened).doesNotContain("observed");
        released.countDown();
        assertThat(observer.result()).isTrue();
        assertThat(sink.told).hasSize(201);
    }

    private static Sink stalling(Sink sink, CountDownLatch entered, CountDownLatch released) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            entered.countDown();
            released.await();
            return method.invoke(sink, arguments);
        };
        return (Sink) Proxy.newProxyInstance(Sink.class.getClassLoader(), new Class<?>[] {Sink.class}, handler);
    }

    @Test
    void logLinesComeInOrderAndTheFeedEnds() throws InterruptedException {
        served.backend.lines.addAll(List.of(FakeBackend.line(WEB, "one"), FakeBackend.line(WEB, "two")));
        try (Feed<LogLine> feed = served.client.logs(LogQuery.of(Selector.of(WEB)), Call.within(LONG))) {
            assertThat(feed.poll(LONG)).map(LogLine::text).contains("one");
            assertThat(feed.poll(LONG)).map(LogLine::text).contains("two");
            assertThat(feed.poll(LONG)).isEmpty();
            assertThat(feed.ended()).isTrue();
        }
    }

    @Test
    void aFollowedLogHasNothingWithoutEndingUntilALineComes() throws InterruptedException {
        LogQuery query = LogQuery.of(Selector.of(WEB)).following();
        try (Feed<LogLine> feed = served.client.logs(query, Call.untilCancelled())) {
            assertThat(feed.poll(Duration.ofMillis(20))).isEmpty();
            assertThat(feed.ended()).isFalse();
            served.backend.lines.add(FakeBackend.line(WEB, "late"));
            assertThat(feed.poll(LONG)).map(LogLine::text).contains("late");
        }
        awaitBackend("logs closed");
    }

    @Test
    void aLeaseIsHeldByOneAndFreedByClosingIt() throws InterruptedException {
        Optional<Lease> first = served.client.lease("controller", LONG, Call.within(LONG));
        assertThat(first).isPresent();
        assertThat(first.orElseThrow().isHeld()).isTrue();
        assertThat(served.client.lease("controller", LONG, Call.within(LONG))).isEmpty();
        first.orElseThrow().close();
        awaitBackend("lease closed");
        assertThat(first.orElseThrow().isHeld()).isFalse();
        try (Lease second =
                served.client.lease("controller", LONG, Call.within(LONG)).orElseThrow()) {
            assertThat(second.isHeld()).isTrue();
        }
    }

    @Test
    void aLeaseTheBackendLosesIsLostHere() throws InterruptedException {
        try (Lease lease = served.client
                .lease("controller", Duration.ofMillis(3), Call.within(LONG))
                .orElseThrow()) {
            served.backend.loseLease();
            awaitBackend("lease closed");
            awaitLoss(lease);
            assertThat(lease.isHeld()).isFalse();
        }
    }

    private static void awaitLoss(Lease lease) {
        Call limit = Call.within(LONG);
        while (lease.isHeld()) {
            limit.check("waiting for the loss", Effect.NONE);
            Thread.onSpinWait();
        }
    }

    @Test
    void closingTheClientEndsItsStreams() throws Throwable {
        RecordingSink sink = new RecordingSink(true);
        Background<Boolean> observer = Background.run(() -> {
            served.client.observe(Selector.all(), sink, Call.untilCancelled());
            return true;
        });
        assertThat(next(sink)).isEqualTo("synced");
        served.client.close();
        assertThatThrownBy(observer::result).isInstanceOf(ContactException.class);
        awaitBackend("observed");
    }
}
