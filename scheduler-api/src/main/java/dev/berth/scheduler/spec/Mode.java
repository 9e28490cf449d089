package dev.berth.scheduler.spec;

/** How many instances a workload has and whether they end. A workload's kind of mode never changes. */
public sealed interface Mode permits Replicated, Global, Batch, GlobalBatch, Cron {
    Kind kind();

    /** For switching; Java 17 can't switch over the sealed type itself. */
    enum Kind {
        REPLICATED,
        GLOBAL,
        BATCH,
        GLOBAL_BATCH,
        CRON
    }

    /** Keeps {@code replicas} instances running. */
    static Replicated replicated(int replicas) {
        return new Replicated(replicas);
    }

    /** Keeps one instance running on each matching node. */
    static Global global() {
        return new Global();
    }

    /** Runs once to completion. */
    static Batch batch() {
        return Batch.builder().build();
    }

    /** Runs to completion once on each node that matches when it is applied. */
    static GlobalBatch globalBatch() {
        return GlobalBatch.builder().build();
    }
}
