package dev.berth.scheduler.local;

import com.google.inject.AbstractModule;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.core.guice.SchedulerModule;

/**
 * Binds what {@link SchedulerModule} binds, for a platform whose one backend is the embedded one, under the name
 * {@code local}. Whoever makes the injector closes its {@link Berth}.
 */
public final class LocalModule extends AbstractModule {
    private final LocalConfig config;

    public LocalModule(LocalConfig config) {
        this.config = config;
    }

    @Override
    protected void configure() {
        install(new SchedulerModule(
                Berth.builder().backend(LocalConfig.TYPE, config).build()));
    }
}
