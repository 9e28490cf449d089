package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.core.testing.MemoryBackend;
import dev.berth.scheduler.core.testing.MemoryTranslator;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.BackendContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** A scheduler over a backend in memory. */
class PipelineFixture {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    final MemoryBackend backend = new MemoryBackend();
    final Scheduler scheduler = scheduler("1");

    Scheduler scheduler(String rendererVersion) {
        return scheduler(rendererVersion, CLOCK);
    }

    Scheduler scheduler(String rendererVersion, Clock clock) {
        return new BackendScheduler(
                backend, new MemoryTranslator(rendererVersion), new BackendContext("memory", "test", clock));
    }

    Applied.Item apply(WorkloadSpec spec) {
        return scheduler.workloads().apply(spec).items().get(0);
    }
}
