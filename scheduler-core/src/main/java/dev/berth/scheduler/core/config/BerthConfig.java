package dev.berth.scheduler.core.config;

import dev.berth.scheduler.spi.BackendConfig;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A whole configuration, checked.
 *
 * @param backends settings by name
 * @param defaultBackend the name of the backend that is meant when none is said; empty when there are none
 * @param owner names this installation; marks everything it makes
 * @param controller whether each backend gets a controller in this JVM
 */
public record BerthConfig(
        Map<String, BackendConfig> backends, String defaultBackend, String owner, boolean controller) {
    /** The owner when none is configured. */
    public static final String DEFAULT_OWNER = "berth";

    public BerthConfig {
        backends = Collections.unmodifiableMap(new TreeMap<>(backends));
    }
}
