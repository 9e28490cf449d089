package dev.berth.scheduler.local.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.status.NodeId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The backend behind the wire answers as if it were here. */
class AgentBackendTest {
    private static final WorkloadId WEB = WorkloadId.parse("shop/web");
    private static final WorkloadId DATABASE = WorkloadId.parse("shop/database");

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

    private static Call call() {
        return Call.within(Duration.ofSeconds(Background.PATIENCE_SECONDS));
    }

    private static StoredRecord record(WorkloadId id, long generation, String content) {
        return new StoredRecord(new RecordKey(id, generation), Map.of("digest", "d" + generation), content);
    }

    private static NativeWrite write(NativeWrite.Action action, String document, Optional<String> precondition) {
        return new NativeWrite(action, new NativeObject("Process", "web", document), precondition, false);
    }

    @Test
    void describesTheBackendServed() {
        assertThat(served.client.describe(call()).product()).isEqualTo("memory");
        assertThat(served.client.describe(call()).support(new Capability("mode.replicated"), Mode.Kind.REPLICATED))
                .isEqualTo(Support.emulated("by hand"));
    }

    @Test
    void aRecordIsClaimedOnce() {
        assertThat(served.client.createIfAbsent(record(WEB, 1, "first"), call()))
                .isTrue();
        assertThat(served.client.createIfAbsent(record(WEB, 1, "second"), call()))
                .isFalse();
        assertThat(served.client.records(WEB, call())).containsExactly(record(WEB, 1, "first"));
    }

    @Test
    void aDeletedRecordIsForgotten() {
        served.client.createIfAbsent(record(WEB, 1, ""), call());
        served.client.delete(new RecordKey(WEB, 1), call());
        assertThat(served.client.records(WEB, call())).isEmpty();
    }

    @Test
    void everythingAskedForIsReadInOneCall() {
        served.client.createIfAbsent(record(WEB, 3, ""), call());
        served.client.send(WEB, write(NativeWrite.Action.CREATE, "one", Optional.empty()), call());
        assertThat(served.client.read(List.of(DATABASE, WEB), call()))
                .isEqualTo(served.backend.read(List.of(DATABASE, WEB), call()))
                .containsOnlyKeys(DATABASE, WEB);
    }

    @Test
    void idsAreThoseOfTheSelector() {
        served.client.createIfAbsent(record(WEB, 1, ""), call());
        served.client.createIfAbsent(record(WorkloadId.parse("other/web"), 1, ""), call());
        assertThat(served.client.ids(Selector.all().inNamespace("shop"), call()))
                .containsExactly(WEB);
    }

    @Test
    void whatIsNotThereIsToldWithItsPlace() {
        List<NativeObject> rendering = List.of(new NativeObject("Process", "web", "a secret"));
        assertThat(served.client.unmet(WEB, rendering, call()))
                .containsExactly(Problem.of(ErrorCode.INFEASIBLE, "tasks[0]", "a secret is not there"));
    }

    @Test
    void aPreconditionThatDoesNotHoldIsAConflict() {
        NativeWrite stale = write(NativeWrite.Action.UPDATE, "two", Optional.of("zero"));
        assertThatThrownBy(() -> served.client.send(WEB, stale, call()))
                .isInstanceOf(ConflictException.class)
                .hasMessage("web is not as planned");
    }

    @Test
    void aNodeIsCordoned() throws InterruptedException {
        served.client.schedulable(new NodeId("n1"), false, call());
        RecordingSink sink = new RecordingSink(false);
        served.client.observe(Selector.all(), sink, call());
        assertThat(sink.told).containsExactly("node n1 cordoned", "synced");
    }

    @Test
    void aRefusalArrivesWithEveryProblem() {
        served.backend.failure = RefusedException.of(
                List.of(Problem.invalid("a", "is wrong"), Problem.unsupported("b", "cap", "is missing")));
        assertThatThrownBy(() -> served.client.describe(call()))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        failure -> assertThat(failure.problems()).hasSize(2));
    }

    @Test
    void aFailureNobodyMeantIsBackendWithUnknownEffect() {
        served.backend.failure = new IllegalStateException("a bug");
        assertThatThrownBy(() -> served.client.createIfAbsent(record(WEB, 1, ""), call()))
                .isInstanceOfSatisfying(
                        BackendException.class,
                        failure -> assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN))
                .hasMessageContaining("a bug");
    }

    @Test
    void aCallTooLargeForTheWireIsRefusedBeforeItIsSent() {
        StoredRecord huge = record(WEB, 1, "x".repeat(17 << 20));
        assertThatThrownBy(() -> served.client.createIfAbsent(huge, call()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("too large");
        assertThat(served.backend.happened).isEmpty();
    }

    @Test
    void aRecordLargerThanAnySocketBufferArrivesWhole() {
        StoredRecord large = record(WEB, 1, "é".repeat(2 << 20));
        served.client.createIfAbsent(large, call());
        assertThat(served.client.records(WEB, call())).containsExactly(large);
    }

    @Test
    void manyCallersAreServedAtOnce() throws Throwable {
        List<Background<Boolean>> callers = java.util.stream.LongStream.rangeClosed(1, 50)
                .mapToObj(generation -> Background.run(
                        () -> served.client.createIfAbsent(record(WEB, generation, "r" + generation), call())))
                .toList();
        for (Background<Boolean> caller : callers) {
            assertThat(caller.result()).isTrue();
        }
        assertThat(served.client.records(WEB, call())).hasSize(50);
    }
}
