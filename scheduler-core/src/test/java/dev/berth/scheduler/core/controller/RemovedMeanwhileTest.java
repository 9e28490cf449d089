package dev.berth.scheduler.core.controller;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.core.testing.MemoryBackend;
import dev.berth.scheduler.core.testing.MemoryTranslator;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.status.Condition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a duty is about may be removed between any two of its looks: then there is nothing left to do. */
class RemovedMeanwhileTest {
    private static final BackendContext CONTEXT = context("2026-11-21T02:54:30Z");
    private static final BackendContext LATER = context("2026-11-21T02:58:30Z");

    @Test
    void aCronThatIsRemovedBeforeItsTickIsFiredIsLeftAlone() {
        WorkloadSpec cron =
                web(1).toBuilder().mode(Cron.builder("* * * * *").build()).build();
        int steps = 0;
        while (isRemovedAt(steps, cron)) {
            steps++;
        }
        assertThat(steps).as("requests before which it was removed").isGreaterThan(3);
    }

    @Test
    void aRolloutThatFailedIsLeftAloneOnceItsWorkloadIsRemoved() {
        WorkloadSpec failing = web(3, "2").toBuilder()
                .rollout(RolloutPolicy.builder()
                        .progressDeadline(Duration.ofSeconds(60))
                        .onFailure(RolloutPolicy.OnFailure.ROLLBACK)
                        .build())
                .build();
        int steps = 0;
        while (isRemovedAt(steps, web(3, "1"), failing)) {
            steps++;
        }
        assertThat(steps).as("requests before which it was removed").isGreaterThan(3);
    }

    /** False when the duty has no such request. */
    private static boolean isRemovedAt(int step, WorkloadSpec... applied) {
        MemoryBackend backend = new MemoryBackend();
        backend.leavesToController(Capabilities.MODE_CRON);
        backend.leavesToController(Capabilities.ROLLOUT_ON_FAILURE_ROLLBACK);
        backend.lease("controller", Duration.ofSeconds(1), Call.untilCancelled());
        Scheduler scheduler = new BackendScheduler(backend, new MemoryTranslator(), CONTEXT);
        for (WorkloadSpec spec : applied) {
            backend.progressToCome(WEB, Progress.failed(Condition.PROGRESS_DEADLINE_EXCEEDED, "no progress for 60 s"));
            scheduler.workloads().apply(spec);
        }
        Duties duties = new Duties(backend, new MemoryTranslator(), LATER);
        AtomicInteger left = new AtomicInteger(step);
        backend.before(request -> {
            if (left.getAndDecrement() == 0) {
                backend.before(anything -> {});
                scheduler.workloads().edit(Edit.remove(WEB)).orThrow();
            }
        });

        assertThatCode(() -> duties.attend(WEB))
                .as("removed before request %d", step)
                .doesNotThrowAnyException();

        assertThat(scheduler.workloads().find(WEB).isEmpty()).isEqualTo(left.get() < 0);
        return left.get() < 0;
    }

    private static BackendContext context(String now) {
        return new BackendContext("memory", "test", Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }
}
