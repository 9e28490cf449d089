package dev.berth.scheduler.swarm;

import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import java.time.Duration;

/** A swarm in memory behind a client that may fail, and this adapter before both. */
final class TestSwarm implements AutoCloseable {
    final FakeSwarm swarm = new FakeSwarm();
    final FakeManager manager = swarm.manager;
    final FaultyClient client = new FaultyClient(swarm);
    final TestClock clock = new TestClock();
    final SwarmReader reader = new SwarmReader(client, Rendering.OWNER);
    final Backend backend;
    final BackendScheduler scheduler;

    TestSwarm() {
        BackendContext context = context(Rendering.OWNER);
        backend = SwarmProvider.over(client, context);
        scheduler = new BackendScheduler(backend, Rendering.TRANSLATOR, context);
    }

    private BackendContext context(String owner) {
        return new BackendContext("swarm", owner, clock);
    }

    /** Another installation on the same swarm. */
    BackendScheduler ofOwner(String owner) {
        BackendContext context = context(owner);
        return new BackendScheduler(SwarmProvider.over(swarm, context), Rendering.TRANSLATOR, context);
    }

    static Call call() {
        return Call.within(Duration.ofSeconds(20));
    }

    void apply(WorkloadSpec... specs) {
        scheduler.workloads().apply(specs);
    }

    static WorkloadSpec.Builder cron() {
        return Rendering.spec().mode(Cron.builder("0 3 * * *").build());
    }

    /** Somebody has the right to control it, and does nothing. */
    void control() {
        var unused =
                backend.lease(Lease.CONTROLLER, Duration.ofHours(1), call()).orElseThrow();
    }

    /** The name of the workload's service. */
    static String web() {
        return SwarmNames.service(Rendering.ID);
    }

    @Override
    public void close() {
        backend.close();
    }
}
