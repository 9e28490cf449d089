package dev.berth.scheduler.cli.certify.client;

import dev.berth.scheduler.core.controller.Controller;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.tck.backend.Environment;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The controller in this JVM. Killing it is ending it: what it was doing is left as it is. */
public final class BackendController implements Environment.ControllerKill, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Backend backend;
    private final Translator translator;
    private final BackendContext context;
    private @Nullable Controller running;

    public BackendController(Backend backend, Translator translator, BackendContext context) {
        this.backend = backend;
        this.translator = translator;
        this.context = context;
    }

    @Override
    public synchronized void start() {
        if (running == null) {
            Controller started = Controller.start(backend, translator, context);
            started.awaitFirstAttempt(Call.within(PATIENCE));
            running = started;
        }
    }

    @Override
    public synchronized void kill() {
        Optional.ofNullable(running).ifPresent(Controller::close);
        running = null;
    }

    @Override
    public void close() {
        kill();
    }
}
