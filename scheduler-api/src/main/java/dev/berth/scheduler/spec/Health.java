package dev.berth.scheduler.spec;

import java.time.Duration;
import java.util.Optional;

/** How a task's state is asked for (rules HLT-1 to HLT-3). */
public sealed interface Health permits HealthData {
    Health NONE = builder().build();

    /** How long after the start a failing probe has no consequence; none by default, and only with a probe. */
    Duration startupGrace();

    /** Gates READY; without it a running instance is ready. */
    Optional<Probe> readiness();

    /** Restarts the instance when it fails. */
    Optional<Probe> liveness();

    Builder toBuilder();

    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link Health}; not thread-safe. */
    final class Builder {
        private Duration startupGrace = Duration.ZERO;
        private Optional<Probe> readiness = Optional.empty();
        private Optional<Probe> liveness = Optional.empty();

        private Builder() {}

        public Builder startupGrace(Duration grace) {
            this.startupGrace = grace;
            return this;
        }

        public Builder readiness(Probe probe) {
            this.readiness = Optional.of(probe);
            return this;
        }

        public Builder liveness(Probe probe) {
            this.liveness = Optional.of(probe);
            return this;
        }

        public Health build() {
            return new HealthData(startupGrace, readiness, liveness);
        }
    }
}
