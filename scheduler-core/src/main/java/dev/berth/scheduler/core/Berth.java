package dev.berth.scheduler.core;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.config.BerthConfig;
import dev.berth.scheduler.core.config.ConfigReader;
import dev.berth.scheduler.core.config.Providers;
import dev.berth.scheduler.core.controller.ControllerListener;
import java.nio.file.Path;
import java.time.Clock;
import java.util.SortedSet;

/** All backends of one configuration, each opened when first asked for. Thread-safe; closing it releases all. */
public interface Berth extends AutoCloseable {
    /**
     * The backends of a configuration file in HOCON: {@code berth { default = prod, backends { prod { type = … } } }}.
     * System properties and {@code CONFIG_FORCE_…} variables win over it.
     *
     * @throws dev.berth.scheduler.error.RefusedException INVALID, with every problem and its line
     */
    static Berth load(Path file) {
        Providers providers = Providers.load();
        return new ConfiguredBerth(new ConfigReader(providers).read(file), providers, Clock.systemUTC());
    }

    /** The backends of a configuration already read. */
    static Berth of(BerthConfig config) {
        return new ConfiguredBerth(config, Providers.load(), Clock.systemUTC());
    }

    /** The backends of a configuration already read, opened by these adapters. */
    static Berth of(BerthConfig config, Providers adapters) {
        return new ConfiguredBerth(config, adapters, Clock.systemUTC());
    }

    /** Backends put together in Java. */
    static BerthBuilder builder() {
        return new BerthBuilder();
    }

    /**
     * The scheduler of the default backend.
     *
     * @throws dev.berth.scheduler.error.NotFoundException when none is configured
     * @throws dev.berth.scheduler.error.ContactException UNAVAILABLE once closed
     */
    Scheduler scheduler();

    /**
     * The scheduler of the backend with this name.
     *
     * @throws dev.berth.scheduler.error.NotFoundException when no such backend is configured; the message names those
     *     that are
     * @throws dev.berth.scheduler.error.ContactException UNAVAILABLE once closed
     */
    Scheduler scheduler(String name);

    /**
     * Runs a controller of a backend until the calling thread is interrupted. It takes turns with any other: the one with
     * the lease acts.
     *
     * @param listener is told how it stands
     * @throws InterruptedException when it has ended
     * @throws dev.berth.scheduler.error.NotFoundException when no such backend is configured
     */
    void control(String name, ControllerListener listener) throws InterruptedException;

    /** The names configured. */
    SortedSet<String> names();

    /** The name {@link #scheduler()} goes to; empty when there is none. */
    String defaultName();

    @Override
    void close();
}
