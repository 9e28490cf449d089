package dev.berth.scheduler.examples.toy;

import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendConfig;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.BackendProvider;
import dev.berth.scheduler.spi.Settings;
import dev.berth.scheduler.spi.Translator;

/** The way in: {@code berth.backends.NAME { type = toy, product = "…" }}. */
public final class ToyProvider implements BackendProvider<ToyProvider.Config> {
    static final String TYPE = "toy";

    /**
     * The settings, checked.
     *
     * @param product what the server calls itself
     */
    public record Config(String product) implements BackendConfig {
        @Override
        public String type() {
            return TYPE;
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Config configure(Settings settings) {
        return new Config(settings.text("product").orElse("Toy"));
    }

    @Override
    public Translator translator() {
        return new ToyTranslator();
    }

    @Override
    public Backend open(Config config, BackendContext context) {
        return new ToyBackend(new ToyServer(), ToyCapabilities.of(config.product()));
    }
}
