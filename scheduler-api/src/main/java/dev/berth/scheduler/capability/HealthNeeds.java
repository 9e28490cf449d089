package dev.berth.scheduler.capability;

import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import java.util.Locale;

/** What the probes of a task need. */
final class HealthNeeds {
    private static final int DEFAULT_SUCCESSES = 1;
    private static final int DEFAULT_FAILURES = 3;

    private HealthNeeds() {}

    static void collect(Health health, Needs needs) {
        needs.needIf(!health.startupGrace().isZero(), "startupGrace", Capabilities.HEALTH_STARTUP_GRACE);
        health.readiness().ifPresent(probe -> {
            check(probe, readiness(probe.check().kind()), needs.field("readiness"));
        });
        health.liveness().ifPresent(probe -> {
            check(probe, liveness(probe.check().kind()), needs.field("liveness"));
        });
    }

    private static void check(Probe probe, Capability capability, Needs needs) {
        ProbeCheck check = probe.check();
        Needs kind = needs.field(check.kind().name().toLowerCase(Locale.ROOT));
        kind.need(capability);
        boolean encrypted = check instanceof ProbeCheck.Http http && http.scheme() == ProbeCheck.Scheme.HTTPS;
        kind.needIf(encrypted, "scheme", Capabilities.HEALTH_HTTPS);
        boolean successes = probe.successThreshold() != DEFAULT_SUCCESSES;
        needs.needIf(successes, "successThreshold", Capabilities.HEALTH_SUCCESS_THRESHOLD);
        boolean failures = probe.failureThreshold() != DEFAULT_FAILURES;
        needs.needIf(failures, "failureThreshold", Capabilities.HEALTH_FAILURE_THRESHOLD);
    }

    private static Capability readiness(ProbeCheck.Kind kind) {
        return switch (kind) {
            case HTTP -> Capabilities.HEALTH_READINESS_HTTP;
            case TCP -> Capabilities.HEALTH_READINESS_TCP;
            case COMMAND -> Capabilities.HEALTH_READINESS_COMMAND;
        };
    }

    private static Capability liveness(ProbeCheck.Kind kind) {
        return switch (kind) {
            case HTTP -> Capabilities.HEALTH_LIVENESS_HTTP;
            case TCP -> Capabilities.HEALTH_LIVENESS_TCP;
            case COMMAND -> Capabilities.HEALTH_LIVENESS_COMMAND;
        };
    }
}
