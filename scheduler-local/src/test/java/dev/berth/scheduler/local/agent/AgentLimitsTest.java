package dev.berth.scheduler.local.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.local.agent.wire.Hello;
import dev.berth.scheduler.local.agent.wire.WireWriter;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.StoredRecord;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deadlines, cancellation, tokens, versions, and peers that misbehave. */
class AgentLimitsTest {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(Background.PATIENCE_SECONDS);
    private static final StoredRecord RECORD =
            new StoredRecord(new RecordKey(WorkloadId.parse("shop/web"), 1), Map.of(), "x".repeat(20 << 10));

    @TempDir
    private Path directory;

    private static SchedulerException failure(ThrowingCall call) {
        try {
            call.run();
        } catch (SchedulerException e) {
            return e;
        }
        throw new AssertionError("the call did not fail");
    }

    /** A call that has to fail. */
    interface ThrowingCall {
        void run();
    }

    @Test
    void theCallersDeadlineEndsTheCallOnBothSides() throws Exception {
        withinEnough(limit -> {
            try (Served served = new Served(directory)) {
                served.backend.blocking = true;
                SchedulerException failure = failure(() -> served.client.describe(Call.within(limit)));
                assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT);
                String first = served.backend.happened.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
                if (first == null) {
                    return false;
                }
                assertThat(first).isEqualTo("describe waits");
                // By its own deadline or by the connection's end, whichever it saw first.
                assertThat(served.backend.happened.poll(LONG.toSeconds(), TimeUnit.SECONDS))
                        .isIn("describe over", "describe cancelled");
                return true;
            }
        });
    }

    /** On a busy machine a short time is over before the agent is asked: twice as much then, until it is enough. */
    private static void withinEnough(LimitedAttempt attempt) throws Exception {
        Duration limit = SHORT;
        while (!attempt.askedWithin(limit)) {
            limit = limit.multipliedBy(2);
            assertThat(limit).as("the agent was not asked").isLessThan(LONG);
        }
    }

    /** A call that has to end by its deadline, and may do so before the agent is asked. */
    interface LimitedAttempt {
        boolean askedWithin(Duration limit) throws Exception;
    }

    @Test
    void cancellingHereCancelsThere() throws Throwable {
        try (Served served = new Served(directory)) {
            served.backend.blocking = true;
            Call call = Call.untilCancelled();
            Background<SchedulerException> caller =
                    Background.run(() -> failure(() -> served.client.createIfAbsent(RECORD, call)));
            assertThat(served.backend.happened.poll(LONG.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo("createIfAbsent waits");
            call.cancel();
            assertThat(caller.result().code()).isEqualTo(ErrorCode.CANCELLED);
            assertThat(caller.result().effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(served.backend.happened.poll(LONG.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo("createIfAbsent cancelled");
        }
    }

    @Test
    void anInterruptedCallIsCancelledAndKeepsTheFlag() throws Throwable {
        try (Served served = new Served(directory)) {
            served.backend.blocking = true;
            Background<Boolean> caller = Background.run(() -> {
                SchedulerException failure = failure(() -> served.client.describe(Call.untilCancelled()));
                return failure.code() == ErrorCode.CANCELLED
                        && Thread.currentThread().isInterrupted();
            });
            served.backend.happened.poll(LONG.toSeconds(), TimeUnit.SECONDS);
            caller.thread.interrupt();
            assertThat(caller.result()).isTrue();
        }
    }

    @Test
    void aWriteToAnAgentThatStandsStillTimesOutWithUnknownEffect() throws Exception {
        timesOutWithUnknownEffect(RECORD);
    }

    @Test
    void aWriteThatDoesNotFitTheSocketOfAnAgentThatStandsStillTimesOut() throws Exception {
        timesOutWithUnknownEffect(new StoredRecord(RECORD.key(), Map.of(), "x".repeat(8 << 20)));
    }

    /** One that was not sent has none. */
    private void timesOutWithUnknownEffect(StoredRecord record) throws Exception {
        try (Standstill agent = new Standstill(directory)) {
            withinEnough(limit -> {
                SchedulerException failure = failure(() -> agent.client.createIfAbsent(record, Call.within(limit)));
                assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT);
                return failure.effect() == Effect.UNKNOWN;
            });
        }
    }

    @Test
    void callsThatTimeOutLeaveNoThreadAndNoConnection() throws Throwable {
        try (Standstill agent = new Standstill(directory)) {
            failure(() -> agent.client.describe(Call.within(SHORT)));
            long descriptors = descriptors();
            int threads = Background.runApart(() -> {
                        for (int count = 0; count < 20; count++) {
                            failure(() -> agent.client.describe(Call.within(Duration.ofMillis(5))));
                        }
                        return Thread.activeCount();
                    })
                    .result();
            assertThat(threads).as("its own alone").isEqualTo(1);
            assertThat(descriptors()).isLessThanOrEqualTo(descriptors);
        }
    }

    /** Those of sockets and selectors: the JVM opens archives and the like whenever it comes to need them. */
    private static long descriptors() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(AgentLimitsTest::isOfAConnection).count();
        }
    }

    /** The agent's end of a connection is closed by a thread of its own. */
    private static void awaitDescriptors(long most) throws IOException {
        long end = System.nanoTime() + LONG.toNanos();
        while (descriptors() > most) {
            assertThat(System.nanoTime()).as("open for ever").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static boolean isOfAConnection(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:") || target.startsWith("anon_inode:");
        } catch (IOException e) {
            // It was closed meanwhile.
            return false;
        }
    }

    @Test
    void anAgentThatIsGoneIsUnavailableWithoutEffect() throws Exception {
        try (Served served = new Served(directory)) {
            served.server.close();
            SchedulerException failure = failure(() -> served.client.createIfAbsent(RECORD, Call.within(LONG)));
            assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
        }
    }

    @Test
    void aWriteWhoseAgentGoesAwayIsUnavailableWithUnknownEffectAndNotRepeated() throws Throwable {
        try (Served served = new Served(directory)) {
            served.backend.blocking = true;
            Background<SchedulerException> caller =
                    Background.run(() -> failure(() -> served.client.createIfAbsent(RECORD, Call.within(LONG))));
            served.backend.happened.poll(LONG.toSeconds(), TimeUnit.SECONDS);
            served.server.close();
            assertThat(caller.result().effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(caller.result().code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(served.backend.happened).containsExactly("createIfAbsent cancelled");
        }
    }

    @Test
    void noAgentIsUnavailable() {
        try (AgentBackend client = AgentBackend.attached(directory)) {
            assertThatThrownBy(() -> client.describe(Call.within(LONG)))
                    .isInstanceOf(ContactException.class)
                    .hasMessageContaining("no agent runs for the state directory (=" + directory + ")");
        }
    }

    @Test
    void aWrongTokenIsUnauthorizedAndReachesNothing() throws Exception {
        try (Served served = new Served(directory)) {
            AgentEndpoint wrong = new AgentEndpoint(served.endpoint.socket(), 1, "none", Hello.ours("wrong"));
            new EndpointFile(new AgentFiles(directory)).write(wrong);
            SchedulerException failure = failure(() -> served.client.createIfAbsent(RECORD, Call.within(LONG)));
            assertThat(failure.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
            assertThat(failure.getMessage()).doesNotContain("wrong").doesNotContain(Served.TOKEN);
            assertThat(served.backend.happened).isEmpty();
        }
    }

    @Test
    void aCallerOfAnotherProtocolIsToldBothVersionsAndWhatToDo() throws Exception {
        try (Served served = new Served(directory);
                SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(served.endpoint.socket()))) {
            WireWriter hello = new WireWriter();
            Hello.CODEC.write(new Hello(Served.TOKEN, 7, 9, "3.0"), hello);
            channel.write(hello.frame());
            assertThat(answer(channel))
                    .contains("too old for this Berth (version 3.0, protocol 7 to 9)")
                    .contains("berth agent stop")
                    .contains("UNAVAILABLE");
        }
    }

    @Test
    void bytesThatAreNoFrameEndTheConnectionOnly() throws Exception {
        try (Served served = new Served(directory);
                SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(served.endpoint.socket()))) {
            channel.write(ByteBuffer.wrap("GET ".getBytes(StandardCharsets.UTF_8)));
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(served.client.describe(Call.within(LONG)).type()).isEqualTo("fake");
        }
    }

    @Test
    void oneCallTooManyIsRefusedAndTheNextIsServedAgain() throws Throwable {
        try (Served served = new Served(directory)) {
            served.backend.blocking = true;
            Call call = Call.untilCancelled();
            for (int count = 0; count < AgentServer.MAXIMUM_CONNECTIONS; count++) {
                Background.run(() -> failure(() -> served.client.describe(call)));
                served.backend.happened.poll(LONG.toSeconds(), TimeUnit.SECONDS);
            }
            long descriptors = descriptors();
            for (int count = 0; count < 20; count++) {
                assertThat(failure(() -> served.client.describe(Call.within(LONG))))
                        .hasMessageContaining(AgentServer.MAXIMUM_CONNECTIONS + " calls already");
            }
            awaitDescriptors(descriptors);
            call.cancel();
        }
    }

    private static String answer(SocketChannel channel) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(4096);
        while (channel.read(answer) >= 0) {
            assertThat(answer.hasRemaining()).isTrue();
        }
        return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
    }

    /** An agent that takes connections and does nothing with them, as a frozen one does. */
    private static final class Standstill implements AutoCloseable {
        private final ServerSocketChannel listening;
        private final AgentBackend client;

        Standstill(Path directory) throws IOException {
            AgentFiles files = new AgentFiles(directory);
            Path socket = files.newSocket();
            listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listening.bind(UnixDomainSocketAddress.of(socket));
            new EndpointFile(files).write(new AgentEndpoint(socket, 1, "none", Hello.ours("token")));
            client = AgentBackend.attached(directory);
        }

        @Override
        public void close() throws IOException {
            client.close();
            listening.close();
        }
    }
}
