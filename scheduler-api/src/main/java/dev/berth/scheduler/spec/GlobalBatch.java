package dev.berth.scheduler.spec;

import java.time.Duration;
import java.util.Optional;

/** Runs to completion once on each node that matches when it is applied; the set of nodes is fixed then. */
public sealed interface GlobalBatch extends Mode permits GlobalBatchData {
    /** How many failed attempts are followed by another, on each node; 0 by default. */
    int retries();

    /** How long one attempt may take from its start; no limit when empty. */
    Optional<Duration> deadline();

    Builder toBuilder();

    @Override
    default Kind kind() {
        return Kind.GLOBAL_BATCH;
    }

    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link GlobalBatch}; not thread-safe. */
    final class Builder {
        private int retries;
        private Optional<Duration> deadline = Optional.empty();

        private Builder() {}

        public Builder retries(int count) {
            this.retries = count;
            return this;
        }

        public Builder deadline(Duration limit) {
            this.deadline = Optional.of(limit);
            return this;
        }

        public GlobalBatch build() {
            return new GlobalBatchData(retries, deadline);
        }
    }
}
