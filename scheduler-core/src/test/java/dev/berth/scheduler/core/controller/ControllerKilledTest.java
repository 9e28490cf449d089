package dev.berth.scheduler.core.controller;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.core.testing.MemoryBackend;
import dev.berth.scheduler.core.testing.MemoryTranslator;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Workload;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Rule FLT-4: a controller that dies after any of its steps leaves what the next one finishes, once. */
class ControllerKilledTest {
    private static final BackendContext CONTEXT = new BackendContext("memory", "test", Clock.systemUTC());

    /** What a JVM that was killed does no more. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void theNextOneRollsBackOnceWhereverTheFirstWasKilled() {
        int killed = 0;
        while (isKilledAfter(killed, RolloutPolicy.OnFailure.ROLLBACK)) {
            killed++;
        }
        assertThat(killed).as("steps that it was killed after").isGreaterThan(3);
    }

    @Test
    void theNextOnePausesOnceWhereverTheFirstWasKilled() {
        int killed = 0;
        while (isKilledAfter(killed, RolloutPolicy.OnFailure.PAUSE)) {
            killed++;
        }
        assertThat(killed).as("steps that it was killed after").isGreaterThan(3);
    }

    /** False once it has no more steps than that. */
    private static boolean isKilledAfter(int steps, RolloutPolicy.OnFailure policy) {
        MemoryBackend backend = new MemoryBackend();
        backend.leavesToController(Capabilities.ROLLOUT_ON_FAILURE_ROLLBACK);
        backend.leavesToController(Capabilities.ROLLOUT_ON_FAILURE_PAUSE);
        backend.lease("controller", Duration.ofSeconds(1), Call.untilCancelled());
        Scheduler scheduler = new BackendScheduler(backend, new MemoryTranslator(), CONTEXT);
        scheduler.workloads().apply(spec("1", policy));
        backend.progressToCome(WEB, Progress.failed(Condition.PROGRESS_DEADLINE_EXCEEDED, "no progress for 60 s"));
        scheduler.workloads().apply(spec("2", policy));
        backend.ready(false);
        backend.progressToCome(WEB, Progress.ONGOING);

        boolean killed = attendAndDie(backend, steps);
        new Duties(backend, new MemoryTranslator(), CONTEXT).attend(WEB);
        new Duties(backend, new MemoryTranslator(), CONTEXT).attend(WEB);

        Workload found = scheduler.workloads().find(WEB).orElseThrow();
        assertThat(found.version().generation()).as("after %d steps", steps).isEqualTo(3);
        assertThat(found.status().observed()).as("after %d steps", steps).isEqualTo(found.version());
        assertThat(found.spec())
                .as("after %d steps", steps)
                .isEqualTo(spec(policy == RolloutPolicy.OnFailure.ROLLBACK ? "1" : "2", policy));
        return killed;
    }

    private static boolean attendAndDie(MemoryBackend backend, int steps) {
        AtomicInteger done = new AtomicInteger();
        backend.before(request -> {
            if (done.getAndIncrement() == steps) {
                throw new Killed();
            }
        });
        try {
            new Duties(backend, new MemoryTranslator(), CONTEXT).attend(WEB);
            return false;
        } catch (Killed e) {
            return true;
        } finally {
            backend.before(request -> {});
        }
    }

    private static WorkloadSpec spec(String argument, RolloutPolicy.OnFailure policy) {
        return web(3, argument).toBuilder()
                .rollout(RolloutPolicy.builder()
                        .progressDeadline(Duration.ofSeconds(60))
                        .onFailure(policy)
                        .build())
                .build();
    }
}
