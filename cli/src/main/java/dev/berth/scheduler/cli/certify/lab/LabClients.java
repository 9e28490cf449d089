package dev.berth.scheduler.cli.certify.lab;

import dev.berth.scheduler.cli.certify.client.BackendController;
import dev.berth.scheduler.cli.certify.client.OtherClients;
import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendConfig;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.BackendProvider;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.tck.backend.Client;
import java.time.Clock;
import java.util.function.UnaryOperator;

/**
 * The clients of a cluster, each with connections of its own, and its controller.
 *
 * @param <C> the adapter's settings
 */
public final class LabClients<C extends BackendConfig> {
    private final BackendProvider<C> provider;
    private final C config;
    private final C distrusted;
    private final BackendContext context;

    /**
     * Connects nothing yet.
     *
     * @param distrusted the same cluster for who trusts another authority than the one that vouches for it
     */
    public LabClients(BackendProvider<C> provider, C config, C distrusted) {
        this.provider = provider;
        this.config = config;
        this.distrusted = distrusted;
        this.context = new BackendContext(provider.type(), "certify", Clock.systemUTC());
    }

    Backend backend() {
        return provider.open(config, context);
    }

    BackendController controller(Backend backend) {
        return new BackendController(backend, provider.translator(), context);
    }

    Client open() {
        return open(backend -> backend, provider.translator());
    }

    OtherClients others() {
        return new OtherClients(this::open, provider.translator());
    }

    Client distrusting() {
        return open(provider.open(distrusted, context), backend -> backend, provider.translator());
    }

    private Client open(UnaryOperator<Backend> seen, Translator translator) {
        return open(backend(), seen, translator);
    }

    private Client open(Backend backend, UnaryOperator<Backend> seen, Translator translator) {
        return Client.of(new BackendScheduler(seen.apply(backend), translator, context), backend::close);
    }
}
