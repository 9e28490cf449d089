package dev.berth.scheduler.swarm;

import com.google.inject.AbstractModule;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.core.guice.SchedulerModule;

/**
 * Binds what {@link SchedulerModule} binds, for a platform whose one backend is a swarm, under the name {@code swarm}.
 * Whoever makes the injector closes its {@link Berth}.
 */
public final class SwarmModule extends AbstractModule {
    private final SwarmConfig config;

    public SwarmModule(SwarmConfig config) {
        this.config = config;
    }

    @Override
    protected void configure() {
        install(new SchedulerModule(
                Berth.builder().backend(SwarmConfig.TYPE, config).build()));
    }
}
