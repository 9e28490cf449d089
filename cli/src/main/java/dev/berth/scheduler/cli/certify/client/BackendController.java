package dev.berth.scheduler.cli.certify.client;

import dev.berth.scheduler.core.controller.Controller;
import dev.berth.scheduler.core.controller.ControllerListener.Standing;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.tck.backend.Environment;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
            CountDownLatch stands = new CountDownLatch(1);
            running = Controller.start(backend, translator, context, (standing, why) -> {
                if (standing != Standing.WAITING) {
                    stands.countDown();
                }
            });
            await(stands);
        }
    }

    /** One that was killed just now may have left its lease to run out; on a server that can't be reached it fails. */
    private static void await(CountDownLatch stands) {
        try {
            if (!stands.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("another controller holds the lease");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
