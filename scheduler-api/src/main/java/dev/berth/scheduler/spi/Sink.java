package dev.berth.scheduler.spi;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;

/** Takes neutral facts from an observer, in the order they became true. Called by one thread at a time. */
public interface Sink {
    void workload(WorkloadReport report);

    void instance(Instance instance);

    void node(Node node);

    /** An instance is no more; its last state, with how it ended if that is known. */
    void ended(Instance instance);

    /** A run of a BATCH, GLOBAL_BATCH or CRON is new or changed. Its end is told once it is recorded for good. */
    default void run(Run run) {}

    /** A run isn't kept any more. */
    default void runGone(RunId id) {}

    /** A workload is gone with its objects and records. */
    void gone(WorkloadId id);

    void nodeGone(NodeId id);

    /** Tells several facts that came together, so that whoever waits for them is woken once; {@code facts} tells them. */
    default void together(Runnable facts) {
        facts.run();
    }

    /**
     * Whether somebody holds the lease {@link Lease#CONTROLLER}: told before the first {@code synced} and whenever it
     * changes. What needs a controller shows as CONTROLLER_ABSENT until it is told that one lives.
     */
    default void controller(boolean lives) {}

    /**
     * What was followed is lost, and all is told anew: what was told before and isn't again by the next {@link #synced} is
     * gone. Told by an observer that goes on within one call; whoever begins another call knows by itself.
     */
    default void startOver() {}

    /**
     * All that exists has been told.
     *
     * @return false when the observer may end: only a list was wanted
     */
    boolean synced();
}
