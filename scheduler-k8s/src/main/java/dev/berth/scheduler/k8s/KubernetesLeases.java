package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.k8s.api.LeaseObject;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases as those of {@code coordination.k8s.io}, changed only if nobody else changed them. Clocks that differ make a lease
 * look held longer or shorter than it is; what is done under one doesn't rest on it. Thread-safe.
 */
final class KubernetesLeases implements AutoCloseable {
    /** There is one of this name in every cluster. */
    static final String NAMESPACE = "default";

    private static final Logger LOG = LoggerFactory.getLogger(KubernetesLeases.class);
    private static final int HOLDER_BYTES = 8;

    /** Renewed so many times before it runs out. */
    private static final int RENEWALS = 3;

    private final KubernetesClient client;
    private final String owner;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final ScheduledExecutorService timer;

    KubernetesLeases(KubernetesClient client, String owner, Clock clock) {
        this(client, owner, clock, timer());
    }

    KubernetesLeases(KubernetesClient client, String owner, Clock clock, ScheduledExecutorService timer) {
        this.client = client;
        this.owner = owner;
        this.clock = clock;
        this.timer = timer;
    }

    /** Makes its thread with the first lease, and lets it end after the last. */
    private static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1, KubernetesLeases::thread);
        pool.setRemoveOnCancelPolicy(true);
        pool.setKeepAliveTime(1, TimeUnit.SECONDS);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "berth-kubernetes-lease");
        thread.setDaemon(true);
        return thread;
    }

    /** Two requests; empty when another holds it. */
    Optional<Lease> take(String name, Duration timeToLive, Call call) {
        String object = KubernetesNames.lease(owner, name);
        String holder = newHolder();
        // Others count from when it is written down, so before the writing.
        long untilNanos = System.nanoTime() + timeToLive.toNanos();
        Optional<LeaseObject> there = client.lease(NAMESPACE, object, call);
        if (there.filter(this::isRunning).isPresent()) {
            return Optional.empty();
        }
        String manifest = manifest(object, there, holder, timeToLive);
        boolean taken = there.isPresent()
                ? client.updateLease(NAMESPACE, object, manifest, call)
                : client.create(ObjectKind.LEASE, NAMESPACE, manifest, call);
        return taken ? Optional.of(new Held(object, holder, timeToLive, untilNanos)) : Optional.empty();
    }

    private String newHolder() {
        byte[] holder = new byte[HOLDER_BYTES];
        random.nextBytes(holder);
        return HexFormat.of().formatHex(holder);
    }

    /** One request. */
    boolean isHeld(String name, Call call) {
        return !left(name, call).isZero();
    }

    /** How long it runs on unless it is renewed; zero when nobody holds it. One request. */
    Duration left(String name, Call call) {
        return client.lease(NAMESPACE, KubernetesNames.lease(owner, name), call)
                .map(this::left)
                .orElse(Duration.ZERO);
    }

    /** As it was told. */
    Duration left(LeaseObject lease) {
        Duration left = Duration.between(clock.instant(), LeaseForm.until(lease));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private boolean isRunning(LeaseObject lease) {
        return !left(lease).isZero();
    }

    private String manifest(String name, Optional<LeaseObject> there, String holder, Duration timeToLive) {
        Instant now = clock.instant();
        ObjectNode manifest = LeaseForm.of(NAMESPACE, name, KubernetesLabels.owner(owner), there);
        return LeaseForm.held(manifest, there, holder, timeToLive, now);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private final class Held implements Lease {
        private final String object;
        private final String holder;
        private final Duration timeToLive;
        private final ScheduledFuture<?> renewals;
        /** By the clock that only goes forward: until then nobody else can have taken it. */
        private volatile long untilNanos;

        private volatile boolean lost;

        Held(String object, String holder, Duration timeToLive, long untilNanos) {
            this.object = object;
            this.holder = holder;
            this.timeToLive = timeToLive;
            this.untilNanos = untilNanos;
            long pause = timeToLive.toMillis() / RENEWALS;
            this.renewals = timer.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
        }

        @Override
        public boolean isHeld() {
            return !lost && System.nanoTime() - untilNanos < 0;
        }

        private void renew() {
            try {
                long begun = System.nanoTime();
                Call call = Call.within(timeToLive.dividedBy(RENEWALS));
                if (!isHeld() || !isWritten(timeToLive, call)) {
                    lost = true;
                    renewals.cancel(false);
                } else {
                    untilNanos = begun + timeToLive.toNanos();
                }
            } catch (SchedulerException e) {
                LOG.debug("a lease could not be renewed: {}", e.getMessage());
            }
        }

        /** Whether it is still ours and was written; with no time left it is given back. */
        private boolean isWritten(Duration left, Call call) {
            Optional<LeaseObject> there =
                    client.lease(NAMESPACE, object, call).filter(lease -> holder.equals(lease.holder()));
            String next = left.isZero() ? "" : holder;
            return there.isPresent()
                    && client.updateLease(NAMESPACE, object, manifest(object, there, next, left), call);
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

        /** A controller ends by interrupting the thread that holds the lease, which must not keep it from this. */
        private void giveBack() {
            boolean interrupted = Thread.interrupted();
            try {
                boolean unused = isWritten(Duration.ZERO, Call.within(timeToLive.dividedBy(RENEWALS)));
            } catch (SchedulerException e) {
                LOG.debug("a lease could not be given back: {}", e.getMessage());
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
