package dev.berth.scheduler.k8s.check;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.core.adapter.Problems;
import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.Probe;

/** Probes: a kubelet asks in whole seconds. */
final class HealthCheck {
    private HealthCheck() {}

    static void check(Health health, Problems problems) {
        Seconds.check(health.startupGrace(), 0, "startupGrace", Capabilities.HEALTH_STARTUP_GRACE, problems);
        health.readiness().ifPresent(probe -> durations(probe, readiness(probe), problems.below("readiness")));
        health.liveness().ifPresent(probe -> durations(probe, liveness(probe), problems.below("liveness")));
    }

    /** What follows a sidecar waits until it is ready: for Kubernetes that is its startup, before which it looks at nothing else. */
    static void checkSidecar(Health health, Problems problems) {
        health.readiness().ifPresent(probe -> {
            problems.below("readiness")
                    .below("successThreshold")
                    .refuseIf(
                            probe.successThreshold() > 1,
                            readiness(probe),
                            "successThreshold (=" + probe.successThreshold()
                                    + ") must be 1: what follows a sidecar is started after its first success");
            health.liveness()
                    .ifPresent(live -> problems.below("liveness")
                            .refuse(
                                    liveness(live),
                                    "liveness must be left out beside readiness: a kubelet looks at that of a sidecar only"
                                            + " once it was ready for the first time"));
        });
    }

    private static void durations(Probe probe, Capability capability, Problems problems) {
        Seconds.check(probe.interval(), 1, "interval", capability, problems);
        Seconds.check(probe.timeout(), 1, "timeout", capability, problems);
    }

    private static Capability readiness(Probe probe) {
        return switch (probe.check().kind()) {
            case HTTP -> Capabilities.HEALTH_READINESS_HTTP;
            case TCP -> Capabilities.HEALTH_READINESS_TCP;
            case COMMAND -> Capabilities.HEALTH_READINESS_COMMAND;
        };
    }

    private static Capability liveness(Probe probe) {
        return switch (probe.check().kind()) {
            case HTTP -> Capabilities.HEALTH_LIVENESS_HTTP;
            case TCP -> Capabilities.HEALTH_LIVENESS_TCP;
            case COMMAND -> Capabilities.HEALTH_LIVENESS_COMMAND;
        };
    }
}
