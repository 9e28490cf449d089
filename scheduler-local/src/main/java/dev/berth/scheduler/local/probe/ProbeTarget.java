package dev.berth.scheduler.local.probe;

import java.time.Duration;
import java.util.Map;

/**
 * Whom a probe asks.
 *
 * @param address host name or IP address
 * @param ports number of each port by name
 * @param startupGrace a question asked before this has passed since the registration has no consequence if it fails
 * @param eager whether it is asked more often until it passes for the first time, see {@link Pace}
 * @param commands runs commands where the task runs
 */
public record ProbeTarget(
        String address, Map<String, Integer> ports, Duration startupGrace, boolean eager, CommandRunner commands) {
    public ProbeTarget {
        ports = Map.copyOf(ports);
    }

    /** @throws IllegalArgumentException when there is no such port */
    int port(String name) {
        Integer number = ports.get(name);
        if (number == null) {
            throw new IllegalArgumentException("port (=" + name + ") of a probe must be one of " + ports.keySet());
        }
        return number;
    }
}
