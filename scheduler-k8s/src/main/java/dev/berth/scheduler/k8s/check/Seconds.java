package dev.berth.scheduler.k8s.check;

import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.core.adapter.Problems;
import java.time.Duration;

/** Durations, of which Kubernetes knows whole seconds only, in 31 bits. */
final class Seconds {
    private Seconds() {}

    /** @param least that is taken, in seconds */
    static void check(Duration duration, int least, String field, Capability capability, Problems problems) {
        long seconds = duration.toSeconds();
        boolean whole = duration.equals(Duration.ofSeconds(seconds));
        problems.below(field)
                .refuseIf(
                        !whole || seconds < least || seconds > Integer.MAX_VALUE,
                        capability,
                        field + " (=" + duration + ") must be whole seconds from " + least + " to " + Integer.MAX_VALUE
                                + " on Kubernetes");
    }
}
