package dev.berth.scheduler.local.cluster;

/** A run in memory: as it is now, and as it was stored last, which is all that is told of it. Of the loop only. */
final class LiveRun {
    private RunRow row;
    private RunRow stored;

    LiveRun(RunRow row) {
        this.row = row;
        this.stored = row;
    }

    RunRow row() {
        return row;
    }

    /** Only {@link ClusterState#put(LiveRun, RunRow)} does this: it also stores and tells. */
    void row(RunRow next) {
        row = next;
    }

    /** What may be told: an end that isn't stored could still come otherwise after a crash. */
    RunRow stored() {
        return stored;
    }

    void saved() {
        stored = row;
    }
}
