package dev.berth.scheduler.spec;

import java.time.Duration;
import java.util.Optional;

/**
 * How a changed template replaces running instances (rules UPD-1 to UPD-6). For modes that run without end only; not
 * both of {@link #maximumUnavailable} and {@link #maximumSurge} may be 0.
 */
public sealed interface RolloutPolicy permits RolloutPolicyData {
    RolloutPolicy DEFAULT = builder().build();

    /** How many of the replicas may be missing meanwhile, percentages rounded down; 25 % by default. */
    Amount maximumUnavailable();

    /** How many instances may exist beyond the replicas meanwhile, percentages rounded up; 25 % by default. */
    Amount maximumSurge();

    /** How long an instance has to be ready before it counts; none by default. */
    Duration minimumReadyTime();

    /** How long a rollout may go without progress; no limit when empty. */
    Optional<Duration> progressDeadline();

    /** What happens at the deadline; PAUSE by default. */
    OnFailure onFailure();

    Builder toBuilder();

    /** What happens to a rollout that makes no progress. */
    enum OnFailure {
        PAUSE,
        ROLLBACK
    }

    /** Stops all, then starts all. */
    static RolloutPolicy allAtOnce() {
        return builder()
                .maximumUnavailable(Amount.percent(100))
                .maximumSurge(Amount.of(0))
                .build();
    }

    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link RolloutPolicy}; not thread-safe. */
    final class Builder {
        private Amount maximumUnavailable = Amount.percent(25);
        private Amount maximumSurge = Amount.percent(25);
        private Duration minimumReadyTime = Duration.ZERO;
        private Optional<Duration> progressDeadline = Optional.empty();
        private OnFailure onFailure = OnFailure.PAUSE;

        private Builder() {}

        public Builder maximumUnavailable(Amount amount) {
            this.maximumUnavailable = amount;
            return this;
        }

        public Builder maximumSurge(Amount amount) {
            this.maximumSurge = amount;
            return this;
        }

        public Builder minimumReadyTime(Duration time) {
            this.minimumReadyTime = time;
            return this;
        }

        public Builder progressDeadline(Duration limit) {
            this.progressDeadline = Optional.of(limit);
            return this;
        }

        public Builder onFailure(OnFailure action) {
            this.onFailure = action;
            return this;
        }

        public RolloutPolicy build() {
            return new RolloutPolicyData(
                    maximumUnavailable, maximumSurge, minimumReadyTime, progressDeadline, onFailure);
        }
    }
}
