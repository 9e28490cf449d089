package dev.berth.scheduler.spec;

import java.time.Duration;
import java.util.Optional;

/** What happens when MAIN or a SIDECAR ends by itself (rule RST-1). For modes that run without end only. */
public sealed interface RestartPolicy permits RestartPolicyData {
    RestartPolicy DEFAULT = builder().build();

    /** ALWAYS by default. */
    Condition condition();

    /** No limit when empty. */
    Optional<Limit> limit();

    /** The backend's own pauses when empty. */
    Optional<BackOff> backOff();

    Builder toBuilder();

    /** When a task that ended is started again. */
    enum Condition {
        ALWAYS,
        /** After any end but exit code 0. */
        ON_FAILURE,
        NEVER
    }

    /**
     * Past it the instance is FAILED with reason CRASH_LOOP and stays visible.
     *
     * @param attempts restarts allowed within the window, 0 or more
     * @param window looked back upon at each end
     */
    record Limit(int attempts, Duration window) {}

    /**
     * The pause before each restart.
     *
     * @param initial before the first
     * @param maximum never more than this
     * @param factor by which each pause exceeds the one before, 1 or more
     */
    record BackOff(Duration initial, Duration maximum, double factor) {}

    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link RestartPolicy}; not thread-safe. */
    final class Builder {
        private Condition condition = Condition.ALWAYS;
        private Optional<Limit> limit = Optional.empty();
        private Optional<BackOff> backOff = Optional.empty();

        private Builder() {}

        public Builder condition(Condition when) {
            this.condition = when;
            return this;
        }

        public Builder limit(int attempts, Duration window) {
            this.limit = Optional.of(new Limit(attempts, window));
            return this;
        }

        public Builder backOff(BackOff pauses) {
            this.backOff = Optional.of(pauses);
            return this;
        }

        public RestartPolicy build() {
            return new RestartPolicyData(condition, limit, backOff);
        }
    }
}
