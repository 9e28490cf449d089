package dev.berth.scheduler.core;

import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.core.testing.MemoryBackend;
import dev.berth.scheduler.core.testing.MemoryTranslator;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Rule RUN-1, on the helper alone. */
class OneOffTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final WorkloadSpec BATCH =
            web(1).toBuilder().mode(Mode.batch()).build();

    private final MemoryBackend backend = new MemoryBackend();
    private final Scheduler scheduler = new BackendScheduler(
            backend, new MemoryTranslator(), new BackendContext("memory", "test", Clock.systemUTC()));
    private final List<String> output = new ArrayList<>();

    @Test
    void givesOutputAndExitCodeAndLeavesNothingBehind() throws InterruptedException {
        backend.endsRuns(Run.State.FAILED);
        backend.lines("one", "two");

        Run run = run(BATCH);

        assertThat(run.state()).isEqualTo(Run.State.FAILED);
        assertThat(run.attempts().get(0).termination().exitCode()).isEqualTo(3);
        assertThat(output).containsExactly("one", "two");
        assertThat(backend.object(run.id().workload())).isEmpty();
        assertThat(scheduler.workloads().list(Selector.all())).isEmpty();
    }

    @Test
    void givesTheOutputWhileItRunsAndTheRestInTheEnd() throws InterruptedException {
        backend.lines("one");

        Run run = OneOff.run(scheduler, BATCH, LIMIT, line -> {
            output.add(line.text());
            if (line.text().equals("one")) {
                backend.lines("one", "two");
                end(line.instance().workload());
            }
        });

        assertThat(run.state()).isEqualTo(Run.State.COMPLETED);
        assertThat(output).containsExactly("one", "two");
    }

    @Test
    void givesTheOutputInTheEndWhereItCanNotBeFollowed() throws InterruptedException {
        backend.lacks(Capabilities.LOGS_FOLLOW);
        backend.endsRuns(Run.State.COMPLETED);
        backend.lines("one", "two");

        run(BATCH);

        assertThat(output).containsExactly("one", "two");
        assertThat(backend.takeRequests()).containsOnlyOnce("logs");
    }

    @Test
    void endsWhatRunsWhenWhoeverTakesTheOutputFails() {
        backend.lines("one");

        assertThatThrownBy(() -> OneOff.run(scheduler, BATCH, LIMIT, line -> {
                    throw new IllegalStateException("no room");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(scheduler.workloads().list(Selector.all())).isEmpty();
    }

    private void end(WorkloadId id) {
        backend.run(Run.builder(new RunId(id, "1"), 1, Run.State.COMPLETED).build());
    }

    @Test
    void runsUnderANameOfItsOwn() throws InterruptedException {
        backend.endsRuns(Run.State.COMPLETED);

        assertThat(run(BATCH).id().workload().name())
                .matches("web-[0-9a-f]{8}")
                .isNotEqualTo(run(BATCH).id().workload().name());
    }

    @Test
    void removesWhatDoesNotEndInTime() {
        assertThatThrownBy(() -> OneOff.run(scheduler, BATCH, Duration.ofMillis(50), line -> {}))
                .isInstanceOfSatisfying(
                        ContactException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT));

        assertThat(scheduler.workloads().list(Selector.all())).isEmpty();
    }

    @Test
    void removesItWhenWhoeverTakesTheOutputFails() {
        backend.endsRuns(Run.State.COMPLETED);
        backend.lines("one");

        assertThatThrownBy(() -> OneOff.run(scheduler, BATCH, LIMIT, line -> {
                    throw new IllegalStateException("no room");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(scheduler.workloads().list(Selector.all())).isEmpty();
    }

    @Test
    void removesItThoughTheBackendIsAwayWhenThatIsTriedFirst() {
        AtomicInteger sends = new AtomicInteger();
        backend.before(request -> {
            if (request.equals("send") && sends.incrementAndGet() <= 2) {
                throw ContactException.unavailable("away", Effect.UNKNOWN, null);
            }
        });

        assertThatThrownBy(() -> run(BATCH))
                .isInstanceOf(SchedulerException.class)
                .hasMessageContaining("away")
                .hasNoSuppressedExceptions();
        assertThat(scheduler.workloads().list(Selector.all())).isEmpty();
    }

    @Test
    void saysWhatMayBeLeft() {
        AtomicBoolean away = new AtomicBoolean();
        backend.before(request -> {
            away.compareAndSet(false, request.equals("send"));
            if (away.get()) {
                throw ContactException.unavailable("away", Effect.UNKNOWN, null);
            }
        });

        assertThatThrownBy(() -> run(BATCH))
                .isInstanceOf(SchedulerException.class)
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                        .hasMessageMatching("demo/web-[0-9a-f]{8} could not be removed and may be left: .*away.*"));
    }

    @Test
    void runsOnlyBatches() {
        assertThatThrownBy(() -> run(web(1)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("mode of demo/web (=REPLICATED) must be BATCH");
    }

    private Run run(WorkloadSpec spec) throws InterruptedException {
        return OneOff.run(scheduler, spec, LIMIT, (LogLine line) -> output.add(line.text()));
    }
}
