package dev.berth.scheduler.local.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.spi.RunStart;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What isn't reading or writing objects reaches the backend behind the wire, and its answer comes back. */
class AgentVerbsTest {
    private static final WorkloadId NIGHTLY = WorkloadId.parse("shop/nightly");
    private static final RunId TICK = new RunId(NIGHTLY, "20261121t025400z");
    private static final NodeId NODE = new NodeId("n1");

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

    private static RunStart start(Run.State outcome) {
        return new RunStart(
                TICK,
                "life",
                7,
                Instant.parse("2026-11-21T02:54:00Z"),
                outcome,
                "TOO_LATE",
                "its deadline passed",
                List.of(new NativeObject("Run", "nightly", "document")));
    }

    @Test
    void aRunIsStartedOnceAsItWasSent() {
        assertThat(served.client.start(start(Run.State.MISSED), call())).isTrue();
        assertThat(served.client.start(start(Run.State.MISSED), call())).isFalse();
        assertThat(served.backend.runs).containsEntry(TICK, start(Run.State.MISSED));
    }

    @Test
    void aRunIsCancelledByItsName() {
        served.client.cancel(TICK, call());
        assertThat(served.backend.happened).contains("cancelled " + TICK);
    }

    @Test
    void aRunIsForgotten() {
        served.client.start(start(Run.State.PENDING), call());
        served.client.forget(TICK, call());
        assertThat(served.backend.runs).isEmpty();
    }

    @Test
    void aNodeIsDrained() {
        served.client.drain(NODE, call());
        assertThat(served.backend.happened).contains("drained " + NODE);
    }

    @Test
    void aNodeThatIsNotThereIsToldAsSuch() {
        served.backend.failure = new NotFoundException("node (=n1) is not there");
        assertThatThrownBy(() -> served.client.drain(NODE, call()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("node (=n1) is not there");
    }

    @Test
    void writesArePersistedBeforeTheyAreAnswered() {
        served.client.persist(call());
        assertThat(served.backend.happened).contains("persisted");
    }

    @Test
    void whyARolloutCouldNeverProceedIsToldInNumbers() {
        List<NativeObject> rendering = List.of(new NativeObject("Process", "web", "document"));
        assertThat(served.client.infeasible(NIGHTLY, rendering, call()))
                .contains(new Explanation(1, List.of(new Explanation.Reason(1, "have no room for web"))));
        assertThat(served.client.infeasible(NIGHTLY, List.of(), call())).isEmpty();
    }

    @Test
    void whetherAControllerLivesIsKnownAcrossTheWire() {
        assertThat(served.client.leaseHeld(Lease.CONTROLLER, call())).isFalse();
        try (Lease lease = served.client
                .lease(Lease.CONTROLLER, Duration.ofSeconds(10), call())
                .orElseThrow()) {
            assertThat(lease.isHeld()).isTrue();
            assertThat(served.client.leaseHeld(Lease.CONTROLLER, call())).isTrue();
            assertThat(served.client.leaseHeld("another", call())).isFalse();
        }
    }
}
