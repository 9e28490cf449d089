package dev.berth.scheduler.core.controller;

import dev.berth.scheduler.core.controller.ControllerListener.Standing;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.Translator;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one backend and drives what its edits left to do. Any number may run: the one with the lease acts. It keeps
 * no state, so another goes on where it stopped. Correctness rests on claims and preconditions, not on the lease.
 */
public final class Controller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Controller.class);
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration ENDING = Duration.ofSeconds(10);

    private final Backend backend;
    private final Duties duties;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    /** Of the turn it is in: what waits for a call's end is kept as long as the call. */
    private volatile Call turn = Call.untilCancelled();

    private final CountDownLatch attempted = new CountDownLatch(1);

    private final ControllerListener listener;
    private String told = "";

    private Controller(Backend backend, Translator translator, BackendContext context, ControllerListener listener) {
        this.backend = backend;
        this.listener = listener;
        this.duties = new Duties(backend, translator, context);
        this.thread = new Thread(this::run, "berth-controller");
        this.thread.setDaemon(true);
    }

    /** Starts one in a thread of its own. */
    public static Controller start(Backend backend, Translator translator, BackendContext context) {
        return start(backend, translator, context, ControllerListener.NONE);
    }

    /** The same, which tells how it stands. */
    public static Controller start(
            Backend backend, Translator translator, BackendContext context, ControllerListener listener) {
        Controller controller = new Controller(backend, translator, context, listener);
        controller.thread.start();
        return controller;
    }

    /**
     * One without threads of its own, for those whose time is their own: it acts on {@code thread} upon what it is told,
     * while the lease is held.
     *
     * @param context whose clock says which ticks are due; it has to go with {@code thread}
     * @param onLoss is run when the lease is found lost
     * @return what an observer of all workloads has to tell; ended by closing {@code thread}
     */
    public static Sink driven(
            Backend backend,
            Translator translator,
            BackendContext context,
            Lease lease,
            DutyThread thread,
            Runnable onLoss) {
        return new DutyQueue(new Duties(backend, translator, context), lease, onLoss, thread);
    }

    private void run() {
        try {
            do {
                turn();
            } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("controller interrupted", e);
        }
    }

    /** One attempt to hold the lease and act under it, until either ends. */
    private void turn() throws InterruptedException {
        try {
            Optional<Lease> lease = attempt();
            tell(lease.isPresent() ? Standing.ACTING : Standing.WAITING, "");
            if (lease.isPresent()) {
                actUnder(lease.get());
            }
        } catch (SchedulerException e) {
            if (!isClosed()) {
                LOG.warn("controller starts over: {}", e.getMessage());
                tell(Standing.FAILING, String.valueOf(e.getMessage()));
            }
        } catch (RuntimeException e) {
            LOG.error("controller starts over", e);
            tell(Standing.FAILING, e.toString());
        }
    }

    private void tell(Standing standing, String why) {
        String now = standing + why;
        if (!now.equals(told)) {
            told = now;
            listener.stands(standing, why);
        }
    }

    private Optional<Lease> attempt() {
        try {
            return backend.lease(Lease.CONTROLLER, TIME_TO_LIVE, Call.within(TIME_TO_LIVE));
        } finally {
            attempted.countDown();
        }
    }

    /**
     * Waits until it has asked for the lease once, successfully or not.
     *
     * @throws dev.berth.scheduler.error.ContactException TIMEOUT or CANCELLED with the call
     */
    public void awaitFirstAttempt(Call call) {
        try {
            if (!attempted.await(call.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                call.check("waiting for the controller to start", Effect.NONE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ContactException.cancelled("waiting for the controller to start was interrupted", Effect.NONE);
        }
    }

    private void actUnder(Lease lease) throws InterruptedException {
        Call call = Call.untilCancelled();
        turn = call;
        try (lease;
                DutyQueue queue = new DutyQueue(duties, lease, call::cancel)) {
            if (!isClosed()) {
                backend.observe(Selector.all(), queue, call);
                warnIfLost(lease);
            }
        }
    }

    private void warnIfLost(Lease lease) {
        if (!isClosed() && !lease.isHeld()) {
            LOG.warn("controller lost its lease, and asks for it again in {} s", PAUSE.toSeconds());
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /**
     * Ends it; what it was doing is left for the next one. Waits, for a while, until it uses the backend no more, so
     * that the backend may be closed after it.
     */
    @Override
    public void close() {
        closed.countDown();
        turn.cancel();
        thread.interrupt();
        try {
            thread.join(ENDING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
