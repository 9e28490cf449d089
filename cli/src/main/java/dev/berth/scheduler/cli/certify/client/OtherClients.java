package dev.berth.scheduler.cli.certify.client;

import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.tck.backend.Client;
import dev.berth.scheduler.tck.backend.Environment;
import java.util.function.UnaryOperator;

/**
 * Clients of a backend that are not as usual.
 *
 * @param translator the usual one
 */
public record OtherClients(Opening opening, Translator translator)
        implements Environment.Upgrade, Environment.Connections {
    /** Opens a client over a backend and a translator. */
    public interface Opening {
        Client open(UnaryOperator<Backend> seen, Translator translator);
    }

    /** Of one backend that all share. */
    public static OtherClients of(Backend backend, Translator translator, BackendContext context) {
        return new OtherClients(
                (seen, rendering) -> Client.of(new BackendScheduler(seen.apply(backend), rendering, context), () -> {}),
                translator);
    }

    @Override
    public Client open() {
        return opening.open(backend -> backend, new NewerTranslator(translator));
    }

    @Override
    public Client faulty(long seed) {
        return opening.open(backend -> FaultyBackend.of(backend, seed), translator);
    }
}
