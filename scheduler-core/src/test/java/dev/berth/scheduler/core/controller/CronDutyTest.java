package dev.berth.scheduler.core.controller;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.core.testing.MemoryBackend;
import dev.berth.scheduler.core.testing.MemoryTranslator;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Rule CRN-1, on the duties of a controller alone, in virtual time. */
class CronDutyTest {
    private static final Instant BEGIN = Instant.parse("2026-11-21T02:54:30Z");

    private final ManualDutyThread thread = new ManualDutyThread();
    private final BackendContext context = new BackendContext("memory", "test", new VirtualClock());
    private final MemoryBackend backend = new MemoryBackend();
    private final Scheduler scheduler = new BackendScheduler(backend, new MemoryTranslator(), context);
    private final Lease lease;

    CronDutyTest() {
        backend.leavesToController(Capabilities.MODE_CRON);
        lease = backend.lease(Lease.CONTROLLER, Duration.ofSeconds(1), Call.untilCancelled())
                .orElseThrow();
    }

    @Test
    void firesEachTickOnceInTimeAndNamesTheRunAfterIt() throws InterruptedException {
        apply("*/5 * * * *", cron -> cron);
        control();

        pass(Duration.ofMinutes(12));

        assertThat(runs())
                .extracting(run -> run.id().name(), Run::state)
                .containsExactly(
                        tuple("20261121t030500z", Run.State.RUNNING),
                        tuple("20261121t030000z", Run.State.RUNNING),
                        tuple("20261121t025500z", Run.State.RUNNING));
        assertThat(find().phase()).isEqualTo(Phase.STABLE);
    }

    @Test
    void firesATickOnceThoughTwoControllersLive() throws InterruptedException {
        apply("*/5 * * * *", cron -> cron);
        control();
        control();

        pass(Duration.ofMinutes(12));

        assertThat(runs()).hasSize(3);
    }

    @Test
    void followsTheClocksOfItsZone() throws InterruptedException {
        apply("30 9 * * *", cron -> cron.zone(ZoneId.of("Asia/Kolkata")));
        control();

        pass(Duration.ofHours(2));

        assertThat(runs()).extracting(run -> run.id().name()).containsExactly("20261121t040000z");
    }

    @Test
    void writesDownWhatWasMissedAndFiresOnlyTheLast() throws InterruptedException {
        apply("*/5 * * * *", cron -> cron);
        pass(Duration.ofMinutes(20));

        control();
        pass(Duration.ofSeconds(1));

        assertThat(runs())
                .extracting(run -> run.id().name(), Run::state, Run::message)
                .containsExactly(
                        tuple("20261121t031000z", Run.State.RUNNING, ""),
                        tuple(
                                "20261121t030500z",
                                Run.State.MISSED,
                                "3 ticks from 2026-11-21T02:55:00Z to 2026-11-21T03:05:00Z were not fired in time"));
    }

    @Test
    void missesAlsoTheLastWhenItIsTooLateForIt() throws InterruptedException {
        apply("*/5 * * * *", cron -> cron.startingDeadline(Duration.ofMinutes(2)));
        pass(Duration.ofMinutes(19));

        control();
        pass(Duration.ofSeconds(1));

        assertThat(runs()).extracting(Run::state).containsExactly(Run.State.MISSED);
        assertThat(find().conditions()).extracting(Condition::reason).containsExactly(Condition.MISSED);
    }

    @Test
    void goesOnAfterWhatAnotherControllerDid() throws InterruptedException {
        apply("*/5 * * * *", cron -> cron);
        control();
        pass(Duration.ofMinutes(7));
        thread.close();

        control();
        pass(Duration.ofMinutes(5));

        assertThat(runs())
                .extracting(Run::state)
                .containsOnly(Run.State.RUNNING)
                .hasSize(3);
    }

    @Test
    void skipsATickWhileAnEarlierRunGoesOnWhereThatIsForbidden() throws InterruptedException {
        apply("*/5 * * * *", cron -> cron.overlap(Cron.Overlap.FORBID));
        control();
        pass(Duration.ofMinutes(6));
        end("20261121t025500z", Run.State.COMPLETED);
        backend.run(Run.builder(new RunId(WEB, "20261121t030000z"), 1, Run.State.RUNNING)
                .scheduledAt(Instant.parse("2026-11-21T03:00:00Z"))
                .build());

        pass(Duration.ofMinutes(6));

        assertThat(runs())
                .extracting(Run::state)
                .containsExactly(Run.State.SKIPPED, Run.State.RUNNING, Run.State.COMPLETED);
        assertThat(runs().get(0).message()).isEqualTo("run 20261121t030000z was still going on");
    }

    @Test
    void cancelsTheEarlierRunWhereItIsToBeReplaced() throws InterruptedException {
        apply("*/5 * * * *", cron -> cron.overlap(Cron.Overlap.REPLACE));
        control();

        pass(Duration.ofMinutes(7));

        assertThat(runs()).extracting(Run::state).containsExactly(Run.State.RUNNING, Run.State.CANCELLED);
    }

    @Test
    void keepsAsManyFinishedRunsAsAskedFor() throws InterruptedException {
        apply("*/5 * * * *", cron -> cron.keptRuns(2).overlap(Cron.Overlap.REPLACE));
        control();

        pass(Duration.ofMinutes(31));

        control();
        pass(Duration.ofSeconds(1));

        assertThat(runs())
                .extracting(Run::state)
                .containsExactly(Run.State.RUNNING, Run.State.CANCELLED, Run.State.CANCELLED);
    }

    @Test
    void neverFiresATickAgainThoughNoRunsAreToBeKept() throws InterruptedException {
        apply("*/5 * * * *", cron -> cron.keptRuns(0));
        control();
        pass(Duration.ofMinutes(1));
        end("20261121t025500z", Run.State.COMPLETED);
        control();

        pass(Duration.ofMinutes(1));

        assertThat(runs()).extracting(Run::state).containsExactly(Run.State.COMPLETED);
    }

    @Test
    void firesNothingWhilePausedAndMissesNothingThen() throws InterruptedException {
        apply("*/5 * * * *", cron -> cron);
        scheduler.workloads().edit(Edit.pause(WEB)).orThrow();
        control();
        pass(Duration.ofMinutes(12));
        assertThat(runs()).isEmpty();
        assertThat(find().phase()).isEqualTo(Phase.PAUSED);

        scheduler.workloads().edit(Edit.resume(WEB)).orThrow();
        control();
        pass(Duration.ofMinutes(5));

        assertThat(runs()).extracting(run -> run.id().name()).containsExactly("20261121t031000z");
    }

    @Test
    void missesNothingOfAScheduleThatCameLater() throws InterruptedException {
        apply("0 0 * * *", cron -> cron);
        pass(Duration.ofHours(3));
        apply("*/5 * * * *", cron -> cron);
        control();

        pass(Duration.ofMinutes(2));

        assertThat(runs()).extracting(Run::state).containsExactly(Run.State.RUNNING);
    }

    @Test
    void staysOutWhereTheBackendFiresByItself() throws InterruptedException {
        MemoryBackend itself = new MemoryBackend();
        Scheduler other = new BackendScheduler(itself, new MemoryTranslator(), context);
        other.workloads()
                .apply(web(1).toBuilder()
                        .mode(Cron.builder("* * * * *").build())
                        .build());
        control(itself);

        pass(Duration.ofMinutes(12));

        assertThat(other.workloads().runs(WEB)).isEmpty();
    }

    private void apply(String schedule, UnaryOperator<Cron.Builder> with) {
        Cron cron = with.apply(Cron.builder(schedule)).build();
        scheduler.workloads().apply(web(1).toBuilder().mode(cron).build());
    }

    private void control() throws InterruptedException {
        control(backend);
    }

    private void control(MemoryBackend controlled) throws InterruptedException {
        Sink sink = Controller.driven(controlled, new MemoryTranslator(), context, lease, thread, () -> {});
        // One look only: what changes later is for the duty to notice by itself.
        Call once = Call.untilCancelled();
        once.cancel();
        controlled.observe(Selector.all(), sink, once);
    }

    private void pass(Duration time) {
        thread.pass(time);
    }

    private void end(String run, Run.State state) {
        Run was = runs().stream()
                .filter(one -> one.id().name().equals(run))
                .findFirst()
                .orElseThrow();
        backend.run(Run.builder(was.id(), was.revision(), state)
                .scheduledAt(was.scheduledAt().orElseThrow())
                .build());
    }

    private List<Run> runs() {
        return scheduler.workloads().runs(WEB);
    }

    private dev.berth.scheduler.status.WorkloadStatus find() {
        return scheduler.workloads().find(WEB).orElseThrow().status();
    }

    private final class VirtualClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return BEGIN.plusNanos(thread.nanoTime());
        }
    }
}
