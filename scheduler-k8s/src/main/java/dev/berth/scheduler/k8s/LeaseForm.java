package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.api.LeaseObject;
import dev.berth.scheduler.k8s.render.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The manifest of a lease. Pure. */
final class LeaseForm {
    /** Servers read six digits, no more and no fewer. */
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private LeaseForm() {}

    /** Without who holds it. */
    static ObjectNode of(String namespace, String name, String owner, Optional<LeaseObject> there) {
        ObjectNode manifest =
                Json.object().put("apiVersion", ObjectKind.LEASE.version()).put("kind", ObjectKind.LEASE.word());
        ObjectNode metadata = manifest.putObject("metadata").put("name", name).put("namespace", namespace);
        there.ifPresent(lease -> metadata.put("uid", lease.metadata().uid())
                .put("resourceVersion", lease.metadata().resourceVersion()));
        metadata.putObject("labels").put(KubernetesLabels.OWNER, owner);
        return manifest;
    }

    /** Held from now on, for whole seconds; by nobody when {@code holder} is empty. */
    static String held(
            ObjectNode manifest, Optional<LeaseObject> there, String holder, Duration timeToLive, Instant now) {
        boolean same = there.filter(lease -> lease.holder().equals(holder)).isPresent();
        Instant acquired =
                there.filter(lease -> same).flatMap(LeaseObject::acquiredAt).orElse(now);
        int transitions =
                there.map(lease -> lease.transitions() + (same ? 0 : 1)).orElse(0);
        manifest.putObject("spec")
                .put("holderIdentity", holder)
                .put(
                        "leaseDurationSeconds",
                        Math.max(1, timeToLive.plusNanos(999_999_999).toSeconds()))
                .put("acquireTime", MICROSECONDS.format(acquired))
                .put("renewTime", MICROSECONDS.format(now))
                .put("leaseTransitions", transitions);
        return Json.write(manifest);
    }

    /** When it runs out unless it is renewed; long ago when nobody holds it. */
    static Instant until(LeaseObject lease) {
        return lease.holder().isEmpty()
                ? Instant.EPOCH
                : lease.renewedAt()
                        .map(renewed -> renewed.plusSeconds(lease.durationSeconds()))
                        .orElse(Instant.EPOCH);
    }
}
