package dev.berth.scheduler.core.config;

import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendConfig;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.BackendProvider;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The adapters on the class path, by type. */
public final class Providers {
    private final Map<String, BackendProvider<?>> byType = new TreeMap<>();

    private Providers() {}

    /**
     * Finds them by ServiceLoader.
     *
     * @throws RefusedException INVALID when two adapters have the same type, or one can't be loaded
     */
    public static Providers load() {
        Providers providers = new Providers();
        try {
            for (BackendProvider<?> provider : ServiceLoader.load(BackendProvider.class)) {
                providers.add(provider);
            }
        } catch (ServiceConfigurationError e) {
            RefusedException refused =
                    RefusedException.invalid("", "an adapter on the class path can't be loaded: " + e.getMessage());
            refused.addSuppressed(e);
            throw refused;
        }
        return providers;
    }

    /**
     * Just these, without looking for others: looking opens every archive of the class path, which takes longer than a
     * short command may.
     *
     * @throws IllegalStateException when two have the same type
     */
    public static Providers of(BackendProvider<?>... adapters) {
        Providers providers = new Providers();
        for (BackendProvider<?> adapter : adapters) {
            providers.add(adapter);
        }
        return providers;
    }

    private void add(BackendProvider<?> provider) {
        BackendProvider<?> other = byType.put(provider.type(), provider);
        if (other != null) {
            throw RefusedException.invalid(
                    "",
                    "two adapters on the class path have the type " + provider.type() + ": "
                            + other.getClass().getName() + " and "
                            + provider.getClass().getName());
        }
    }

    public Optional<BackendProvider<?>> find(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** The types there are, for messages. */
    public String types() {
        return byType.isEmpty() ? "none, as no adapter is on the class path" : String.join(", ", byType.keySet());
    }

    /** Opens a backend with the adapter its settings belong to. */
    public static <C extends BackendConfig> Backend open(
            BackendProvider<C> provider, BackendConfig config, BackendContext context) {
        return provider.open(provider.configType().cast(config), context);
    }
}
