/**
 * The embedded orchestrator: keeps what its objects ask for running as processes of this machine.
 *
 * <p>One thread, the {@link dev.berth.scheduler.local.cluster.Loop}, owns all state; everything else sends it work. It
 * compares what is wanted with what is there, writes down what it is about to do, and only then does it.
 */
@NullMarked
package dev.berth.scheduler.local.cluster;

import org.jspecify.annotations.NullMarked;
