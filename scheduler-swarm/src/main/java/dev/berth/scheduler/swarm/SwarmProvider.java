package dev.berth.scheduler.swarm;

import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.BackendProvider;
import dev.berth.scheduler.spi.Settings;
import dev.berth.scheduler.spi.Translator;

/** The way into a swarm. */
public final class SwarmProvider implements BackendProvider<SwarmConfig> {
    /** For {@link java.util.ServiceLoader}, and for whoever wires by hand. */
    public SwarmProvider() {}

    @Override
    public String type() {
        return SwarmConfig.TYPE;
    }

    @Override
    public Class<SwarmConfig> configType() {
        return SwarmConfig.class;
    }

    @Override
    public SwarmConfig configure(Settings settings) {
        return new SwarmSettings(settings).read();
    }

    @Override
    public Translator translator() {
        return new SwarmTranslator();
    }

    @Override
    public Backend open(SwarmConfig config, BackendContext context) {
        return over(new EngineClient(config), context);
    }

    static Backend over(SwarmClient client, BackendContext context) {
        return new SwarmBackend(
                client,
                new SwarmStatusMapper(context.owner(), context.clock()),
                new SwarmLeases(client, context.owner(), context.clock()),
                context.owner());
    }
}
