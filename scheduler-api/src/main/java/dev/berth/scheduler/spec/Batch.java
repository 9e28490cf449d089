package dev.berth.scheduler.spec;

import java.time.Duration;
import java.util.Optional;

/** Runs to completion and keeps the exit codes (rules BAT-1 to BAT-4). */
public sealed interface Batch extends Mode permits BatchData {
    /** How many instances must succeed; 1 by default. */
    int completions();

    /** How many run at a time, at most, and no more than there are completions; 1 by default. */
    int parallelism();

    /** How many failed attempts are followed by another, over the whole run; 0 by default. */
    int retries();

    /** How long one attempt may take from its start; no limit when empty. */
    Optional<Duration> deadline();

    Builder toBuilder();

    @Override
    default Kind kind() {
        return Kind.BATCH;
    }

    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link Batch}; not thread-safe. */
    final class Builder {
        private int completions = 1;
        private int parallelism = 1;
        private int retries;
        private Optional<Duration> deadline = Optional.empty();

        private Builder() {}

        public Builder completions(int count) {
            this.completions = count;
            return this;
        }

        public Builder parallelism(int count) {
            this.parallelism = count;
            return this;
        }

        public Builder retries(int count) {
            this.retries = count;
            return this;
        }

        public Builder deadline(Duration limit) {
            this.deadline = Optional.of(limit);
            return this;
        }

        public Batch build() {
            return new BatchData(completions, parallelism, retries, deadline);
        }
    }
}
