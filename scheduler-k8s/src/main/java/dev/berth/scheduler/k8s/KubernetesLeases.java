package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.core.adapter.RenewedLeases;
import dev.berth.scheduler.k8s.api.LeaseObject;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Leases as those of {@code coordination.k8s.io}, changed only if nobody else changed them. Clocks that differ make a lease
 * look held longer or shorter than it is; what is done under one doesn't rest on it. Thread-safe.
 */
final class KubernetesLeases implements AutoCloseable {
    /** There is one of this name in every cluster. */
    static final String NAMESPACE = "default";

    private final KubernetesClient client;
    private final String owner;
    private final Clock clock;
    private final RenewedLeases renewed;

    KubernetesLeases(KubernetesClient client, String owner, Clock clock) {
        this(client, owner, clock, RenewedLeases.timer("berth-kubernetes-lease"));
    }

    KubernetesLeases(KubernetesClient client, String owner, Clock clock, ScheduledExecutorService timer) {
        this.client = client;
        this.owner = owner;
        this.clock = clock;
        this.renewed = new RenewedLeases(timer);
    }

    /** Two requests; empty when another holds it. */
    Optional<Lease> take(String name, Duration timeToLive, Call call) {
        String object = KubernetesNames.lease(owner, name);
        String holder = renewed.newHolder();
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
        return taken
                ? Optional.of(
                        renewed.keep((left, within) -> write(object, holder, left, within), timeToLive, untilNanos))
                : Optional.empty();
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
        renewed.close();
    }

    /** Whether it is still this holder's and was written; with no time left it is given back. */
    private boolean write(String object, String holder, Duration left, Call call) {
        Optional<LeaseObject> there =
                client.lease(NAMESPACE, object, call).filter(lease -> holder.equals(lease.holder()));
        String next = left.isZero() ? "" : holder;
        return there.isPresent() && client.updateLease(NAMESPACE, object, manifest(object, there, next, left), call);
    }
}
