package dev.berth.scheduler.core;

import dev.berth.scheduler.core.config.BerthConfig;
import dev.berth.scheduler.core.config.Providers;
import dev.berth.scheduler.spi.BackendConfig;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** Collects backends in Java instead of a configuration file. Not thread-safe. */
public final class BerthBuilder {
    private final Map<String, BackendConfig> backends = new TreeMap<>();
    private String defaultBackend = "";
    private String owner = BerthConfig.DEFAULT_OWNER;
    private boolean controller = true;
    private Clock clock = Clock.systemUTC();

    BerthBuilder() {}

    /** Adds a backend; the first one added is the default unless another is chosen. */
    public BerthBuilder backend(String name, BackendConfig config) {
        if (backends.isEmpty() && defaultBackend.isEmpty()) {
            defaultBackend = name;
        }
        backends.put(name, config);
        return this;
    }

    public BerthBuilder defaultBackend(String name) {
        this.defaultBackend = name;
        return this;
    }

    /** Names this installation; marks everything it makes. */
    public BerthBuilder owner(String mark) {
        this.owner = mark;
        return this;
    }

    /** Whether each backend gets a controller in this JVM; true by default. */
    public BerthBuilder controller(boolean runs) {
        this.controller = runs;
        return this;
    }

    public BerthBuilder clock(Clock wallClock) {
        this.clock = wallClock;
        return this;
    }

    public Berth build() {
        return new ConfiguredBerth(
                new BerthConfig(backends, defaultBackend, owner, controller), Providers.load(), clock);
    }
}
