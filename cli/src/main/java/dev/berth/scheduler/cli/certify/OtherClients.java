package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.local.LocalProvider;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.tck.backend.Client;
import dev.berth.scheduler.tck.backend.Environment;
import java.util.function.UnaryOperator;

/** Clients of the embedded backend that are not as usual. */
record OtherClients(Opening opening) implements Environment.Upgrade, Environment.Connections {
    /** Opens a client over a backend and a translator. */
    interface Opening {
        Client open(UnaryOperator<Backend> seen, Translator translator);
    }

    static OtherClients of(Backend backend, BackendContext context) {
        return new OtherClients((seen, translator) ->
                Client.of(new BackendScheduler(seen.apply(backend), translator, context), () -> {}));
    }

    @Override
    public Client open() {
        return opening.open(backend -> backend, new NewerTranslator(new LocalProvider().translator()));
    }

    @Override
    public Client faulty(long seed) {
        return opening.open(backend -> FaultyBackend.of(backend, seed), new LocalProvider().translator());
    }
}
