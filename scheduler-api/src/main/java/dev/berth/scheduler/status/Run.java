package dev.berth.scheduler.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One run of a BATCH, GLOBAL_BATCH or CRON, as observed (rules BAT-1 to BAT-4 and CRN-1). */
public sealed interface Run permits RunData {
    RunId id();

    /** The revision that it runs. */
    long revision();

    State state();

    /** Of a CRON, the tick it was made for. */
    Optional<Instant> scheduledAt();

    /** When its first instance was started. */
    Optional<Instant> startedAt();

    /** When it ended. */
    Optional<Instant> endedAt();

    /** How many instances succeeded. */
    int succeeded();

    /** How many attempts failed. */
    int failed();

    /** How many instances are placed, started or running. */
    int active();

    /**
     * How attempts ended, oldest first; the last ones when there were many. Those that were stopped as the run was cancelled
     * may be missing.
     */
    List<Attempt> attempts();

    /** Why it is as it is: upper-case and stable, empty when there is nothing to say. */
    String reason();

    /** The reason in a sentence, may be empty. */
    String message();

    /** Where a run is in its life. Cancelled, failed and completed are never taken for one another (rule BAT-4). */
    enum State {
        /** Nothing of it has started yet. */
        PENDING,
        RUNNING,
        /** As many instances succeeded as were asked for. */
        COMPLETED,
        /** More attempts failed than its retries allow, or it could not be started. */
        FAILED,
        /** Ended because that was asked for. */
        CANCELLED,
        /** A tick, or the last of several in a row, that was too late to be fired; the reason says how many. */
        MISSED,
        /** A tick that came while an earlier run was going on, where that is forbidden. */
        SKIPPED,
        /** The backend said something that Berth can't interpret. */
        UNKNOWN;

        /** Whether nothing will come of it any more. */
        public boolean isOver() {
            return switch (this) {
                case COMPLETED, FAILED, CANCELLED, MISSED, SKIPPED -> true;
                case PENDING, RUNNING, UNKNOWN -> false;
            };
        }
    }

    /**
     * One attempt that ended.
     *
     * @param instance that made it
     * @param termination how its MAIN process ended
     */
    record Attempt(InstanceId instance, Termination termination) {}

    static Builder builder(RunId id, long revision, State state) {
        return new Builder(id, revision, state);
    }

    /** Builds a {@link Run}; not thread-safe. */
    final class Builder {
        private final RunId id;
        private final long revision;
        private final State state;
        private Optional<Instant> scheduledAt = Optional.empty();
        private Optional<Instant> startedAt = Optional.empty();
        private Optional<Instant> endedAt = Optional.empty();
        private int succeeded;
        private int failed;
        private int active;
        private List<Attempt> attempts = List.of();
        private String reason = "";
        private String message = "";

        private Builder(RunId id, long revision, State state) {
            this.id = id;
            this.revision = revision;
            this.state = state;
        }

        public Builder scheduledAt(Instant tick) {
            this.scheduledAt = Optional.of(tick);
            return this;
        }

        public Builder startedAt(Instant time) {
            this.startedAt = Optional.of(time);
            return this;
        }

        public Builder endedAt(Instant time) {
            this.endedAt = Optional.of(time);
            return this;
        }

        public Builder succeeded(int count) {
            this.succeeded = count;
            return this;
        }

        public Builder failed(int count) {
            this.failed = count;
            return this;
        }

        public Builder active(int count) {
            this.active = count;
            return this;
        }

        public Builder attempts(List<Attempt> ended) {
            this.attempts = ended;
            return this;
        }

        public Builder reason(String code, String sentence) {
            this.reason = code;
            this.message = sentence;
            return this;
        }

        public Run build() {
            return new RunData(
                    id,
                    revision,
                    state,
                    scheduledAt,
                    startedAt,
                    endedAt,
                    succeeded,
                    failed,
                    active,
                    attempts,
                    reason,
                    message);
        }
    }
}

record RunData(
        RunId id,
        long revision,
        State state,
        Optional<Instant> scheduledAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        int succeeded,
        int failed,
        int active,
        List<Attempt> attempts,
        String reason,
        String message)
        implements Run {
    RunData {
        attempts = List.copyOf(attempts);
    }
}
