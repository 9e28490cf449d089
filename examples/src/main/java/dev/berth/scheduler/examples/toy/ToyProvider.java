package dev.berth.scheduler.examples.toy;

import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendConfig;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.BackendProvider;
import dev.berth.scheduler.spi.Settings;
import dev.berth.scheduler.spi.Translator;

/** The way in: {@code berth.backends.NAME { type = toy, server = "…" }}. */
public final class ToyProvider implements BackendProvider<ToyProvider.Config> {
    static final String TYPE = "toy";

    /** Which server, of those in this JVM. */
    public record Config(String server) implements BackendConfig {
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
        return new Config(settings.text("server").orElse("toy"));
    }

    @Override
    public Translator translator() {
        return new ToyTranslator();
    }

    @Override
    public Backend open(Config config, BackendContext context) {
        return new ToyBackend(ToyServer.named(config.server()), context.owner());
    }
}
