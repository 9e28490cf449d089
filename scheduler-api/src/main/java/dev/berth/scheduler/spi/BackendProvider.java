package dev.berth.scheduler.spi;

/**
 * An adapter's way in, found by {@link java.util.ServiceLoader}.
 *
 * @param <C> its settings
 */
public interface BackendProvider<C extends BackendConfig> {
    /** The {@code type} that chooses it in a configuration. */
    String type();

    Class<C> configType();

    /** Reads its section; every problem goes to {@code settings}. */
    C configure(Settings settings);

    /** Needs no server. */
    Translator translator();

    /** Connects lazily where it can: a backend that can't be reached fails its calls, not this one. */
    Backend open(C config, BackendContext context);
}
