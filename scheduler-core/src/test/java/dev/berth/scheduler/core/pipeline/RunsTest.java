package dev.berth.scheduler.core.pipeline;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.WatchEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules BAT-3 and BAT-4, on the read path alone. */
class RunsTest extends PipelineFixture {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @ParameterizedTest
    @CsvSource({
        "PENDING, PENDING",
        "RUNNING, PROGRESSING",
        "COMPLETED, COMPLETED",
        "FAILED, FAILED",
        "CANCELLED, CANCELLED",
        "UNKNOWN, UNKNOWN",
    })
    void tellsHowABatchIsDoingByTheRunOfItsRevision(Run.State state, Phase phase) {
        apply(web(1).toBuilder().mode(Mode.batch()).build());
        backend.run(Run.builder(new RunId(WEB, "1"), 1, state).build());

        assertThat(phase()).isEqualTo(phase);
    }

    @Test
    void takesNoEarlierRunForThatOfANewRevision() {
        apply(web(1, "1").toBuilder().mode(Mode.batch()).build());
        backend.run(Run.builder(new RunId(WEB, "1"), 1, Run.State.FAILED).build());

        apply(web(1, "2").toBuilder().mode(Mode.batch()).build());

        assertThat(phase()).isEqualTo(Phase.PENDING);
    }

    @Test
    void tellsWhyARunFailed() {
        apply(web(1).toBuilder().mode(Mode.batch()).build());
        backend.run(Run.builder(new RunId(WEB, "1"), 1, Run.State.FAILED)
                .reason("RETRIES_EXHAUSTED", "2 attempts failed, 1 retry is allowed")
                .build());

        assertThat(scheduler.workloads().find(WEB).orElseThrow().status().conditions())
                .containsExactly(new Condition("RETRIES_EXHAUSTED", "2 attempts failed, 1 retry is allowed"));
    }

    @Test
    void listsRunsNewestFirst() {
        apply(web(1).toBuilder().mode(Mode.batch()).build());
        for (int revision = 8; revision <= 11; revision++) {
            backend.run(Run.builder(new RunId(WEB, "" + revision), revision, Run.State.COMPLETED)
                    .build());
        }

        assertThat(scheduler.workloads().runs(WEB)).extracting(Run::revision).containsExactly(11L, 10L, 9L, 8L);
    }

    @Test
    void watchesRunsAndTheirEnds() throws InterruptedException {
        apply(web(1).toBuilder().mode(Mode.batch()).build());
        RunId id = new RunId(WEB, "1");
        try (Feed<WatchEvent> feed = scheduler.watch(Selector.all())) {
            backend.run(Run.builder(id, 1, Run.State.RUNNING).build());
            Run end = Run.builder(id, 1, Run.State.COMPLETED).succeeded(1).build();
            backend.run(end);

            WatchEvent event = feed.poll(LIMIT).orElseThrow();
            while (!(event instanceof WatchEvent.RunChanged changed
                    && changed.run().equals(end))) {
                event = feed.poll(LIMIT).orElseThrow();
            }
            assertThat(event.kind()).isEqualTo(WatchEvent.Kind.RUN_CHANGED);
        }
    }

    @Test
    void cancelsOneRunOfACron() {
        RunId id = running();

        scheduler.workloads().cancel(id);
        scheduler.workloads().cancel(id);

        assertThat(scheduler.workloads().runs(WEB)).extracting(Run::state).containsExactly(Run.State.CANCELLED);
        assertThat(backend.takeRequests()).containsOnlyOnce("cancel");
    }

    @Test
    void refusesToCancelARunWhereTheBackendCanNot() {
        RunId id = running();
        backend.lacks(Capabilities.BATCH_CANCEL);

        assertThatThrownBy(() -> scheduler.workloads().cancel(id)).isInstanceOf(RefusedException.class);
    }

    @Test
    void knowsNoRunThatIsNotKept() {
        running();

        assertThatThrownBy(() -> scheduler.workloads().cancel(new RunId(WEB, "20260101t000000z")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("demo/web/20260101t000000z");
    }

    private RunId running() {
        apply(web(1).toBuilder().mode(Cron.builder("* * * * *").build()).build());
        RunId id = new RunId(WEB, "20261121t025400z");
        backend.run(Run.builder(id, 1, Run.State.RUNNING)
                .scheduledAt(Instant.parse("2026-11-21T02:54:00Z"))
                .build());
        return id;
    }

    private Phase phase() {
        return scheduler.workloads().find(WEB).orElseThrow().status().phase();
    }
}
