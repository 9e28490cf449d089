package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.core.controller.Controller;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.local.LocalProvider;
import dev.berth.scheduler.local.simulation.SimulatedCluster;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.tck.backend.Environment;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The controller of a simulated cluster, in simulated time. It can be killed and started again. */
final class SimulatedController implements Environment.ControllerKill, AutoCloseable {
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(15);
    private static final Duration ENDING = Duration.ofSeconds(10);

    private final SimulatedCluster cluster;
    private final Backend backend;
    private final Translator translator = new LocalProvider().translator();
    private @Nullable Running running;

    SimulatedController(SimulatedCluster cluster) {
        this.cluster = cluster;
        this.backend = cluster.backend();
    }

    @Override
    public synchronized void start() {
        if (running == null) {
            running = new Running();
        }
    }

    /** It has no time to finish anything. */
    @Override
    public synchronized void kill() {
        Optional.ofNullable(running).ifPresent(Running::end);
        running = null;
    }

    @Override
    public void close() {
        kill();
    }

    private final class Running {
        private final Call call = Call.untilCancelled();
        private final Lease lease = backend.lease(Lease.CONTROLLER, TIME_TO_LIVE, Call.within(TIME_TO_LIVE))
                .orElseThrow(() -> new IllegalStateException("somebody else controls the simulation"));
        private final SimulatedDuties duties = new SimulatedDuties(cluster);
        private final Sink sink =
                Controller.driven(backend, translator, cluster.context(), lease, duties, call::cancel);
        private final Thread thread = new Thread(this::observe, "simulated-controller");

        Running() {
            thread.setDaemon(true);
            thread.start();
        }

        private void observe() {
            try {
                backend.observe(Selector.all(), sink, call);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ContactException e) {
                // The server died: whoever starts it again starts a controller, too.
            }
        }

        void end() {
            call.cancel();
            thread.interrupt();
            duties.close();
            lease.close();
            try {
                thread.join(ENDING.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
