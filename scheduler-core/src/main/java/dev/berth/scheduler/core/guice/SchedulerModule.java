package dev.berth.scheduler.core.guice;

import com.google.inject.AbstractModule;
import com.google.inject.name.Names;
import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.Berth;

/**
 * Binds {@link Berth}, the default {@link Scheduler}, and each backend's scheduler under {@code @Named("its name")}.
 * Who made the Berth closes it.
 */
public final class SchedulerModule extends AbstractModule {
    private final Berth berth;

    public SchedulerModule(Berth berth) {
        this.berth = berth;
    }

    @Override
    protected void configure() {
        bind(Berth.class).toInstance(berth);
        if (!berth.defaultName().isEmpty()) {
            bind(Scheduler.class).toProvider(berth::scheduler);
        }
        for (String name : berth.names()) {
            bind(Scheduler.class).annotatedWith(Names.named(name)).toProvider(() -> berth.scheduler(name));
        }
    }
}
