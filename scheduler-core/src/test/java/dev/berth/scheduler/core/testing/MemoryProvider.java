package dev.berth.scheduler.core.testing;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendConfig;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.BackendProvider;
import dev.berth.scheduler.spi.Settings;
import dev.berth.scheduler.spi.Translator;

/** The way in to the backend in memory. */
public final class MemoryProvider implements BackendProvider<MemoryProvider.Config> {
    /** Settings without meaning; a backend with the greeting {@code unclosable} fails to close. */
    public record Config(String greeting, int count) implements BackendConfig {
        @Override
        public String type() {
            return "memory";
        }
    }

    @Override
    public String type() {
        return "memory";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Config configure(Settings settings) {
        return new Config(
                settings.text("greeting").orElse(""),
                settings.wholeNumber("count").orElse(0));
    }

    @Override
    public Translator translator() {
        return new MemoryTranslator();
    }

    @Override
    public Backend open(Config config, BackendContext context) {
        MemoryBackend backend = new MemoryBackend();
        backend.before(request -> {
            if (config.greeting().equals("unclosable") && request.equals("close")) {
                throw ContactException.unavailable("it can't be closed", Effect.NONE, null);
            }
        });
        return backend;
    }
}
