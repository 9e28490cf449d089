package dev.berth.scheduler.core.adapter;

import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leases that a server holds until a time, and that are renewed well before it. Thread-safe. */
public final class RenewedLeases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RenewedLeases.class);
    private static final int HOLDER_BYTES = 8;

    /** Renewed so many times before it runs out. */
    private static final int RENEWALS = 3;

    /** It is tried so often to give one back. */
    private static final int TRIES = 3;

    private final SecureRandom random = new SecureRandom();
    private final ScheduledExecutorService timer;

    /** Renews by {@code timer}, which is ended with these. */
    public RenewedLeases(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** A timer that makes its thread with the first lease, and lets it end after the last. */
    public static ScheduledExecutorService timer(String name) {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        pool.setRemoveOnCancelPolicy(true);
        pool.setKeepAliveTime(1, TimeUnit.SECONDS);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** A name that nobody else has. */
    public String newHolder() {
        byte[] holder = new byte[HOLDER_BYTES];
        random.nextBytes(holder);
        return HexFormat.of().formatHex(holder);
    }

    /**
     * Keeps a lease that was just written.
     *
     * @param untilNanos when it runs out, as {@link System#nanoTime} tells time
     */
    public Lease keep(Entry entry, Duration timeToLive, long untilNanos) {
        return new Held(entry, timeToLive, untilNanos);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** What the server has of a lease. */
    @FunctionalInterface
    public interface Entry {
        /** Writes that so much time is left, if it is still ours; with none it is given back. Whether it was written. */
        boolean write(Duration left, Call call);
    }

    private final class Held implements Lease {
        private final Entry entry;
        private final Duration timeToLive;
        private final ScheduledFuture<?> renewals;
        /** By the clock that only goes forward: until then nobody else can have taken it. */
        private volatile long untilNanos;

        private volatile boolean lost;

        Held(Entry entry, Duration timeToLive, long untilNanos) {
            this.entry = entry;
            this.timeToLive = timeToLive;
            this.untilNanos = untilNanos;
            long pause = timeToLive.toMillis() / RENEWALS;
            // At a rate, as a renewal that a slow server takes all its time for must leave time for another.
            this.renewals = timer.scheduleAtFixedRate(this::renew, pause, pause, TimeUnit.MILLISECONDS);
        }

        @Override
        public boolean isHeld() {
            return !lost && System.nanoTime() - untilNanos < 0;
        }

        private void renew() {
            try {
                long begun = System.nanoTime();
                if (!isHeld() || !entry.write(timeToLive, soon())) {
                    lost = true;
                    renewals.cancel(false);
                } else {
                    untilNanos = begun + timeToLive.toNanos();
                }
            } catch (SchedulerException e) {
                LOG.debug("a lease could not be renewed: {}", e.getMessage());
            }
        }

        private Call soon() {
            return Call.within(timeToLive.dividedBy(RENEWALS));
        }

        /** Lets the next holder take it at once, if that can be written; else it runs out. */
        @Override
        public void close() {
            renewals.cancel(false);
            boolean held = isHeld();
            lost = true;
            if (held) {
                giveBack();
            }
        }

        /**
         * A controller ends by interrupting the thread that holds the lease, which must not keep it from this, before or
         * meanwhile; nor must a renewal that is under way.
         */
        private void giveBack() {
            Call call = soon();
            boolean interrupted = Thread.interrupted();
            for (int tries = TRIES; tries > 0 && !isGivenBack(call); tries--) {
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean isGivenBack(Call call) {
            try {
                return entry.write(Duration.ZERO, call);
            } catch (SchedulerException e) {
                LOG.debug("a lease could not be given back: {}", e.getMessage());
                return false;
            }
        }
    }
}
