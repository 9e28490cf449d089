package dev.berth.scheduler.swarm;

import dev.berth.scheduler.core.adapter.RenewedLeases;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.swarm.engine.ConfigObject;
import dev.berth.scheduler.swarm.engine.Filter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Leases as configs: who holds one and until when are labels, changed only if nobody else changed them. Clocks that differ
 * make a lease look held longer or shorter than it is; what is done under one doesn't rest on it. Thread-safe.
 */
final class SwarmLeases implements AutoCloseable {
    private static final String HOLDER = "dev.berth.lease.holder";
    private static final String UNTIL = "dev.berth.lease.until";
    private static final String CONTENT = "a lease of Berth; its labels say who holds it";

    private final SwarmClient client;
    private final String owner;
    private final Clock clock;
    private final RenewedLeases renewed;

    SwarmLeases(SwarmClient client, String owner, Clock clock) {
        this(client, owner, clock, RenewedLeases.timer("berth-swarm-lease"));
    }

    SwarmLeases(SwarmClient client, String owner, Clock clock, ScheduledExecutorService timer) {
        this.client = client;
        this.owner = owner;
        this.clock = clock;
        this.renewed = new RenewedLeases(timer);
    }

    /** Two requests; empty when another holds it. */
    Optional<Lease> take(String name, Duration timeToLive, Call call) {
        String config = SwarmNames.lease(owner, name);
        String holder = renewed.newHolder();
        // Others count from when it is written down, so before the writing.
        long untilNanos = System.nanoTime() + timeToLive.toNanos();
        Map<String, String> labels = labels(holder, timeToLive);
        Optional<ConfigObject> there = find(config, call);
        if (there.filter(this::isRunning).isPresent()) {
            return Optional.empty();
        }
        boolean taken = there.map(lease -> client.labelConfig(lease, labels, call))
                .orElseGet(() -> client.createConfig(config, labels, CONTENT, call));
        return taken
                ? Optional.of(
                        renewed.keep((left, within) -> write(config, holder, left, within), timeToLive, untilNanos))
                : Optional.empty();
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
        renewed.close();
    }

    /** Whether it is still this holder's and was written. */
    private boolean write(String config, String holder, Duration left, Call call) {
        return find(config, call)
                .filter(lease -> holder.equals(lease.labels().get(HOLDER)))
                .filter(lease -> client.labelConfig(lease, labels(holder, left), call))
                .isPresent();
    }
}
