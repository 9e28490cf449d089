package dev.berth.scheduler.spi;

/** An adapter's settings, checked. Each adapter has a record or class of its own. */
public interface BackendConfig {
    /** The type of backend this configures. */
    String type();
}
