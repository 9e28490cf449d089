package dev.berth.scheduler.core.pipeline;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.status.Revision;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A revision began with its first record, which a controller forgets. */
class RevisionTimeTest extends PipelineFixture {
    private static final Clock LATER = Clock.offset(CLOCK, Duration.ofHours(1));

    @Test
    void isThatOfTheFirstRecordThoughOnlyALaterOneIsKept() {
        apply(web(1));
        scheduler("1", LATER).workloads().scale(WEB, 2);
        forget(1);

        assertThat(times()).containsExactly(CLOCK.instant());
    }

    @Test
    void staysWhenOnlyTheRenderingIsMadeAnew() {
        apply(web(1));
        scheduler("2", LATER)
                .workloads()
                .edit(List.of(Edit.apply(web(1))), PlanOptions.DEFAULT.refreshRendering())
                .orThrow();
        forget(1);

        assertThat(times()).containsExactly(CLOCK.instant());
    }

    @Test
    void isAnotherForAnotherTemplate() {
        apply(web(1));
        Scheduler later = scheduler("1", LATER);
        later.workloads().apply(web(1, "2"));
        later.workloads().edit(Edit.restart(WEB));

        assertThat(times()).containsExactly(LATER.instant(), LATER.instant(), CLOCK.instant());
    }

    private List<Instant> times() {
        return scheduler.workloads().revisions(WEB).stream()
                .map(Revision::createdAt)
                .toList();
    }

    private void forget(long generation) {
        backend.delete(new RecordKey(WEB, generation), Call.within(Duration.ofSeconds(30)));
    }
}
