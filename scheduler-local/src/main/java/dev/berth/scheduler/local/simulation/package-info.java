/**
 * A machine that only seems to run processes, on a clock that only goes on when it is told to: the cluster's own loop,
 * rules and store over it, the same every time. {@link dev.berth.scheduler.local.simulation.SimulatedCluster} is the way in.
 */
@NullMarked
package dev.berth.scheduler.local.simulation;

import org.jspecify.annotations.NullMarked;
