package dev.berth.scheduler.swarm.check;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.core.adapter.Problems;
import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.Probe;
import java.time.Duration;
import java.util.Optional;

/** Probes: a container has one check, which gates its start and ends it. */
final class HealthCheck {
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private HealthCheck() {}

    static void check(Health health, Problems problems) {
        Optional<Probe> readiness = health.readiness();
        Optional<Probe> liveness = health.liveness();
        problems.below("readiness")
                .refuseIf(
                        readiness.isPresent() && liveness.isPresent() && !readiness.equals(liveness),
                        Capabilities.HEALTH_READINESS_COMMAND,
                        "readiness must be the same as liveness beside it: a container has one check, for both");
        readiness.ifPresent(
                probe -> durations(probe, Capabilities.HEALTH_READINESS_COMMAND, problems.below("readiness")));
        liveness.ifPresent(probe -> durations(probe, Capabilities.HEALTH_LIVENESS_COMMAND, problems.below("liveness")));
        problems.below("startupGrace")
                .refuseIf(
                        !health.startupGrace().isZero() && isTooShort(health.startupGrace()),
                        Capabilities.HEALTH_STARTUP_GRACE,
                        tooShort("startupGrace", health.startupGrace()));
    }

    private static void durations(Probe probe, Capability capability, Problems problems) {
        problems.below("interval")
                .refuseIf(isTooShort(probe.interval()), capability, tooShort("interval", probe.interval()));
        problems.below("timeout")
                .refuseIf(isTooShort(probe.timeout()), capability, tooShort("timeout", probe.timeout()));
    }

    private static boolean isTooShort(Duration duration) {
        return duration.compareTo(SHORTEST) < 0;
    }

    private static String tooShort(String field, Duration duration) {
        return field + " (=" + duration + ") must be 1 ms or more for an engine";
    }
}
