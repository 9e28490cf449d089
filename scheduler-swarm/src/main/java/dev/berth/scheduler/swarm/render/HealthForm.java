package dev.berth.scheduler.swarm.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import java.util.Optional;

/**
 * The one health check of a container. It gates the state running, and ends the container once it failed often enough:
 * readiness at the start and liveness.
 */
final class HealthForm {
    /** So often nothing fails: more than 60 years at one question a second. */
    static final int NEVER_UNHEALTHY = Integer.MAX_VALUE;

    private HealthForm() {}

    /** Where a spec has both they are equal; anything else is refused before it is rendered. */
    static Optional<ObjectNode> of(Health health) {
        return health.liveness()
                .map(probe -> check(probe, probe.failureThreshold(), health))
                .or(() -> health.readiness().map(probe -> check(probe, NEVER_UNHEALTHY, health)));
    }

    private static ObjectNode check(Probe probe, int retries, Health health) {
        ArrayNode test = Json.array().add("CMD");
        command(probe).command().forEach(test::add);
        ObjectNode node = Json.object();
        node.set("Test", test);
        node.put("Interval", Nanoseconds.of(probe.interval()));
        node.put("Timeout", Nanoseconds.of(probe.timeout()));
        if (!health.startupGrace().isZero()) {
            node.put("StartPeriod", Nanoseconds.of(health.startupGrace()));
        }
        return node.put("Retries", retries);
    }

    private static ProbeCheck.Command command(Probe probe) {
        if (probe.check() instanceof ProbeCheck.Command command) {
            return command;
        }
        throw new IllegalArgumentException(
                "only commands can be asked here; " + probe.check().kind() + " is refused before it is rendered");
    }
}
