package dev.berth.scheduler.local.cluster;

import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * What a cluster stands on; tests and simulators bring their own.
 *
 * @param loop closed with the cluster
 * @param clock on the wall: for what people see
 * @param random names instances
 * @param processes opens what starts processes
 * @param readiness closed with the cluster
 * @param ports says which ports are free
 * @param logs of the instances
 */
public record Surroundings(
        Loop loop,
        Clock clock,
        RandomGenerator random,
        ProcessDriver.Opener processes,
        Readiness readiness,
        PortCheck ports,
        LogFiles logs) {}
