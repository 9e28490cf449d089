package dev.berth.scheduler.swarm;

import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.swarm.engine.ConfigObject;
import dev.berth.scheduler.swarm.engine.Filter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases as configs: who holds one and until when are labels, changed only if nobody else changed them. Clocks that differ
 * make a lease look held longer or shorter than it is; what is done under one doesn't rest on it. Thread-safe.
 */
final class SwarmLeases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SwarmLeases.class);
    private static final String HOLDER = "dev.berth.lease.holder";
    private static final String UNTIL = "dev.berth.lease.until";
    private static final String CONTENT = "a lease of Berth; its labels say who holds it";
    private static final int HOLDER_BYTES = 8;

    /** Renewed so many times before it runs out. */
    private static final int RENEWALS = 3;

    private final SwarmClient client;
    private final String owner;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final ScheduledExecutorService timer;

    SwarmLeases(SwarmClient client, String owner, Clock clock) {
        this(client, owner, clock, timer());
    }

    SwarmLeases(SwarmClient client, String owner, Clock clock, ScheduledExecutorService timer) {
        this.client = client;
        this.owner = owner;
        this.clock = clock;
        this.timer = timer;
    }

    /** Makes its thread with the first lease, and lets it end after the last. */
    private static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1, SwarmLeases::thread);
        pool.setRemoveOnCancelPolicy(true);
        pool.setKeepAliveTime(1, TimeUnit.SECONDS);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "berth-swarm-lease");
        thread.setDaemon(true);
        return thread;
    }

    /** Two requests; empty when another holds it. */
    Optional<Lease> take(String name, Duration timeToLive, Call call) {
        String config = SwarmNames.lease(owner, name);
        String holder = newHolder();
        // Others count from when it is written down, so before the writing.
        long untilNanos = System.nanoTime() + timeToLive.toNanos();
        Map<String, String> labels = labels(holder, timeToLive);
        Optional<ConfigObject> there = find(config, call);
        if (there.filter(this::isRunning).isPresent()) {
            return Optional.empty();
        }
        boolean taken = there.map(lease -> client.labelConfig(lease, labels, call))
                .orElseGet(() -> client.createConfig(config, labels, CONTENT, call));
        return taken ? Optional.of(new Held(config, holder, timeToLive, untilNanos)) : Optional.empty();
    }

    private String newHolder() {
        byte[] holder = new byte[HOLDER_BYTES];
        random.nextBytes(holder);
        return HexFormat.of().formatHex(holder);
    }

    /** One request. */
    boolean isHeld(String name, Call call) {
        return find(SwarmNames.lease(owner, name), call).filter(this::isRunning).isPresent();
    }

    /** How long it runs on unless it is renewed; zero when nobody holds it. One request. */
    Duration left(String name, Call call) {
        return find(SwarmNames.lease(owner, name), call)
                .map(lease -> Duration.between(clock.instant(), until(lease)))
                .filter(left -> !left.isNegative())
                .orElse(Duration.ZERO);
    }

    private Optional<ConfigObject> find(String config, Call call) {
        return client.configs(Filter.ALL.name(config), call).stream()
                .filter(found -> found.name().equals(config))
                .findFirst();
    }

    private boolean isRunning(ConfigObject lease) {
        return until(lease).isAfter(clock.instant());
    }

    private static Instant until(ConfigObject lease) {
        String text = lease.labels().getOrDefault(UNTIL, "0");
        return text.matches("[0-9]{1,15}") ? Instant.ofEpochMilli(Long.parseLong(text)) : Instant.EPOCH;
    }

    private Map<String, String> labels(String holder, Duration timeToLive) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(SwarmLabels.OWNER, owner);
        labels.put(SwarmLabels.KIND, SwarmLabels.LEASE);
        labels.put(HOLDER, holder);
        labels.put(UNTIL, Long.toString(clock.instant().plus(timeToLive).toEpochMilli()));
        return labels;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private final class Held implements Lease {
        private final String config;
        private final String holder;
        private final Duration timeToLive;
        private final ScheduledFuture<?> renewals;
        /** By the clock that only goes forward: until then nobody else can have taken it. */
        private volatile long untilNanos;

        private volatile boolean lost;

        Held(String config, String holder, Duration timeToLive, long untilNanos) {
            this.config = config;
            this.holder = holder;
            this.timeToLive = timeToLive;
            this.untilNanos = untilNanos;
            long pause = timeToLive.toMillis() / RENEWALS;
            this.renewals = timer.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
        }

        @Override
        public boolean isHeld() {
            return !lost && System.nanoTime() < untilNanos;
        }

        private void renew() {
            try {
                long begun = System.nanoTime();
                Call call = Call.within(timeToLive.dividedBy(RENEWALS));
                if (!isHeld() || !write(timeToLive, call)) {
                    lost = true;
                    renewals.cancel(false);
                } else {
                    untilNanos = begun + timeToLive.toNanos();
                }
            } catch (SchedulerException e) {
                LOG.debug("a lease could not be renewed: {}", e.getMessage());
            }
        }

        /** Whether it is still ours and was written. */
        private boolean write(Duration left, Call call) {
            return find(config, call)
                    .filter(lease -> holder.equals(lease.labels().get(HOLDER)))
                    .filter(lease -> client.labelConfig(lease, labels(holder, left), call))
                    .isPresent();
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
                boolean unused = write(Duration.ZERO, Call.within(timeToLive.dividedBy(RENEWALS)));
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
