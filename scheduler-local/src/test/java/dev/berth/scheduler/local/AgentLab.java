package dev.berth.scheduler.local;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.Await;
import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.local.agent.AgentBackend;
import dev.berth.scheduler.local.agent.AgentControl;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.Workload;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** A real agent in a process of its own, and callers of it. */
final class AgentLab {
    static final BackendContext CONTEXT = new BackendContext("local", "test", Clock.systemUTC());
    static final Duration LIMIT = Duration.ofSeconds(40);

    final LocalConfig config;
    private final Backend backend;

    AgentLab(LocalConfig config) {
        this.config = config.running(LocalConfig.Run.AGENT);
        this.backend = open(this.config);
    }

    static AgentLab in(Path directory) {
        return new AgentLab(LocalConfig.in(directory).withPorts(22_500, 22_900));
    }

    /** A caller configured so; the first call of any starts the agent. */
    static Backend open(LocalConfig config) {
        return new LocalProvider().open(config, CONTEXT);
    }

    static Scheduler scheduler(Backend backend) {
        return new BackendScheduler(backend, new LocalTranslator(), CONTEXT);
    }

    /** A caller of whatever agent the directory's files lead to. */
    static AgentBackend attached(Path directory) {
        return AgentBackend.attached(directory);
    }

    Scheduler scheduler() {
        return scheduler(backend);
    }

    AgentControl control() {
        return new AgentControl(config.stateDirectory());
    }

    static Call call() {
        return Call.within(LIMIT);
    }

    /** Removes all there is, waits until it is gone, and ends the agent. */
    void close() throws InterruptedException {
        Edit[] removals = scheduler().workloads().list(Selector.all()).stream()
                .map(Workload::id)
                .map(Edit::remove)
                .toArray(Edit[]::new);
        Applied applied = scheduler().workloads().edit(removals).orThrow();
        Await.settled(scheduler(), applied, LIMIT);
        backend.close();
        control().stop(call());
    }
}
