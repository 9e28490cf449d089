package dev.berth.scheduler.spec;

import java.time.Duration;

/** A repeated question to an instance. */
public sealed interface Probe permits ProbeData {
    ProbeCheck check();

    /**
     * From the end of one question to the next, or from its start where the backend says so; 10 s by default. A backend may
     * ask a starting instance more often, until it passes for the first time.
     */
    Duration interval();

    /** How long one question may take; 1 s by default. */
    Duration timeout();

    /** How many must pass in a row to count as passing; 1 by default. */
    int successThreshold();

    /** How many must fail in a row to count as failing; 3 by default. */
    int failureThreshold();

    Builder toBuilder();

    static Builder builder(ProbeCheck check) {
        return new Builder(check);
    }

    /** Builds a {@link Probe}; not thread-safe. */
    final class Builder {
        private final ProbeCheck check;
        private Duration interval = Duration.ofSeconds(10);
        private Duration timeout = Duration.ofSeconds(1);
        private int successThreshold = 1;
        private int failureThreshold = 3;

        private Builder(ProbeCheck check) {
            this.check = check;
        }

        public Builder interval(Duration pause) {
            this.interval = pause;
            return this;
        }

        public Builder timeout(Duration limit) {
            this.timeout = limit;
            return this;
        }

        public Builder successThreshold(int count) {
            this.successThreshold = count;
            return this;
        }

        public Builder failureThreshold(int count) {
            this.failureThreshold = count;
            return this;
        }

        public Probe build() {
            return new ProbeData(check, interval, timeout, successThreshold, failureThreshold);
        }
    }
}
