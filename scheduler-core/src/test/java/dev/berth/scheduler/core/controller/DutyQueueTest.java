package dev.berth.scheduler.core.controller;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.core.record.CanonicalSpec;
import dev.berth.scheduler.core.record.Intent;
import dev.berth.scheduler.core.record.RecordFormat;
import dev.berth.scheduler.core.record.Template;
import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Directives;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Termination;
import dev.berth.scheduler.status.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** In virtual time: when what is left to do is done. */
class DutyQueueTest {
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final ManualDutyThread thread = new ManualDutyThread();
    private final List<WorkloadId> attended = new ArrayList<>();
    private final List<Run> kept = new ArrayList<>();
    private boolean failing;
    private Optional<Duration> next = Optional.empty();
    private boolean held = true;
    private int losses;
    private final DutyQueue queue = new DutyQueue(attendance(), new TestLease(), () -> losses++, thread);

    @Test
    void waitsForTheClientWhoseEditLooksUnfinished() {
        queue.workload(report(WorkloadRecord.Kind.SPEC, 2, Optional.of(1L)));

        thread.pass(Duration.ofMillis(1999));
        assertThat(attended).isEmpty();
        thread.pass(MOMENT);
        assertThat(attended).containsExactly(WEB);
    }

    @Test
    void anEarlierTimeWinsOverTheOneItIsQueuedFor() {
        queue.workload(report(WorkloadRecord.Kind.TOMBSTONE, 2, Optional.of(1L)));
        thread.pass(MOMENT);
        queue.workload(report(WorkloadRecord.Kind.TOMBSTONE, 2, Optional.empty()));

        thread.pass(MOMENT);

        assertThat(attended).containsExactly(WEB);
    }

    @Test
    void attendsOnceThoughQueuedForTwoTimes() {
        queue.workload(report(WorkloadRecord.Kind.TOMBSTONE, 2, Optional.of(1L)));
        queue.workload(report(WorkloadRecord.Kind.TOMBSTONE, 2, Optional.empty()));

        thread.pass(Duration.ofSeconds(10));

        assertThat(attended).containsExactly(WEB);
    }

    @Test
    void aLaterTimeChangesNothing() {
        queue.workload(report(WorkloadRecord.Kind.SPEC, 2, Optional.of(1L)));
        thread.pass(Duration.ofSeconds(1));
        queue.workload(report(WorkloadRecord.Kind.SPEC, 3, Optional.of(1L)));

        thread.pass(Duration.ofSeconds(1));
        assertThat(attended).containsExactly(WEB);
        thread.pass(Duration.ofSeconds(10));
        assertThat(attended).containsExactly(WEB);
    }

    @Test
    void attendsAgainWhatFailed() {
        failing = true;
        queue.workload(report(WorkloadRecord.Kind.SPEC, 1, Optional.of(1L)));
        thread.pass(MOMENT);
        failing = false;

        thread.pass(Duration.ofSeconds(5));

        assertThat(attended).containsExactly(WEB, WEB);
    }

    @Test
    void attendsAgainWhenADutySaysSo() {
        next = Optional.of(Duration.ofMinutes(3));
        queue.workload(report(WorkloadRecord.Kind.SPEC, 1, Optional.of(1L)));
        thread.pass(MOMENT);
        next = Optional.empty();

        thread.pass(Duration.ofMinutes(3));

        assertThat(attended).containsExactly(WEB, WEB);
    }

    @Test
    void attendsAFailedRolloutOnceForEachVersion() {
        queue.workload(guarded(1, Progress.ONGOING));
        thread.pass(MOMENT);
        queue.workload(guarded(1, Progress.failed("PROGRESS_DEADLINE_EXCEEDED", "")));
        thread.pass(MOMENT);
        queue.workload(guarded(1, Progress.failed("PROGRESS_DEADLINE_EXCEEDED", "again")));
        thread.pass(MOMENT);

        assertThat(attended).containsExactly(WEB, WEB);
    }

    @Test
    void doesNothingWithoutTheLeaseAndTellsOfItsLossOnce() {
        queue.workload(report(WorkloadRecord.Kind.SPEC, 2, Optional.of(1L)));
        held = false;

        thread.pass(Duration.ofSeconds(10));

        assertThat(attended).isEmpty();
        assertThat(losses).isEqualTo(1);
    }

    @Test
    void hasEachEndOfAnAttemptNotedOnce() {
        queue.run(run(1));
        queue.run(run(1));
        queue.run(run(2));
        thread.pass(MOMENT);

        assertThat(kept).extracting(run -> run.attempts().size()).containsExactly(1, 2);
    }

    @Test
    void hasNotedAgainWhatCouldNotBeNoted() {
        failing = true;
        queue.run(run(1));
        thread.pass(MOMENT);
        failing = false;

        thread.pass(Duration.ofSeconds(10));

        assertThat(kept).hasSize(2);
    }

    private static Run run(int attempts) {
        return Run.builder(new RunId(WEB, "1"), 1, Run.State.RUNNING)
                .attempts(IntStream.range(0, attempts)
                        .mapToObj(number -> new Run.Attempt(
                                new InstanceId(WEB, "pod-" + number), Termination.exited(3, Optional.empty())))
                        .toList())
                .build();
    }

    private Attendance attendance() {
        return new Attendance() {
            @Override
            public Optional<Duration> attend(WorkloadId id) {
                return DutyQueueTest.this.attend(id);
            }

            @Override
            public Optional<Duration> carryOnDrains() {
                return Optional.empty();
            }

            @Override
            public void keep(Run run) {
                kept.add(run);
                if (failing) {
                    throw new IllegalStateException("nobody thought of this");
                }
            }
        };
    }

    private Optional<Duration> attend(WorkloadId id) {
        attended.add(id);
        if (failing) {
            throw ContactException.unavailable("the backend is gone", Effect.NONE, null);
        }
        return next;
    }

    private static WorkloadReport report(WorkloadRecord.Kind kind, long generation, Optional<Long> applied) {
        return report(kind, generation, applied, Intent.NONE);
    }

    private static WorkloadReport guarded(long generation, Progress progress) {
        Intent intent = new Intent(Directives.NONE, 0, 0, Optional.empty(), true, Optional.empty());
        return report(WorkloadRecord.Kind.SPEC, generation, Optional.of(generation), intent)
                .withProgress(progress);
    }

    private static WorkloadReport report(
            WorkloadRecord.Kind kind, long generation, Optional<Long> applied, Intent intent) {
        WorkloadSpec spec = web(1);
        WorkloadRecord record = new WorkloadRecord(
                kind,
                new Version("life", generation),
                1,
                spec,
                CanonicalSpec.digest(spec),
                Template.digest(spec),
                "1",
                List.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                intent);
        return WorkloadReport.of(
                RecordFormat.write(record),
                applied.map(sent -> new Version("life", sent)),
                1,
                List.of(),
                Optional.empty());
    }

    private final class TestLease implements Lease {
        @Override
        public boolean isHeld() {
            return held;
        }

        @Override
        public void close() {}
    }
}
