package dev.berth.scheduler.status;

import java.util.List;
import java.util.Optional;

/** How a workload is doing (rule OBS-1). Counts are of instances that are neither stopping nor lost. */
public sealed interface WorkloadStatus permits WorkloadStatusData {
    Phase phase();

    /** How many the accepted spec asks for. */
    int desired();

    /** How many have a node. */
    int placed();

    /** How many run. */
    int running();

    /** How many are ready. */
    int ready();

    /** How many are of the current revision. */
    int updated();

    /** How many failed and won't be started again. */
    int failed();

    /** The version that all of this speaks of; older than the accepted one while an edit is on its way. */
    Version observed();

    List<Condition> conditions();

    /** Why something is pending. */
    Optional<Explanation> explanation();

    static Builder builder(Version observed) {
        return new Builder(observed);
    }

    /** Builds a {@link WorkloadStatus}; not thread-safe. */
    final class Builder {
        private final Version observed;
        private Phase phase = Phase.UNKNOWN;
        private int desired;
        private int placed;
        private int running;
        private int ready;
        private int updated;
        private int failed;
        private List<Condition> conditions = List.of();
        private Optional<Explanation> explanation = Optional.empty();

        private Builder(Version observed) {
            this.observed = observed;
        }

        public Builder phase(Phase value) {
            this.phase = value;
            return this;
        }

        public Builder desired(int count) {
            this.desired = count;
            return this;
        }

        public Builder placed(int count) {
            this.placed = count;
            return this;
        }

        public Builder running(int count) {
            this.running = count;
            return this;
        }

        public Builder ready(int count) {
            this.ready = count;
            return this;
        }

        public Builder updated(int count) {
            this.updated = count;
            return this;
        }

        public Builder failed(int count) {
            this.failed = count;
            return this;
        }

        public Builder conditions(List<Condition> all) {
            this.conditions = all;
            return this;
        }

        public Builder explanation(Optional<Explanation> why) {
            this.explanation = why;
            return this;
        }

        public WorkloadStatus build() {
            return new WorkloadStatusData(
                    phase, desired, placed, running, ready, updated, failed, observed, conditions, explanation);
        }
    }
}

record WorkloadStatusData(
        Phase phase,
        int desired,
        int placed,
        int running,
        int ready,
        int updated,
        int failed,
        Version observed,
        List<Condition> conditions,
        Optional<Explanation> explanation)
        implements WorkloadStatus {
    WorkloadStatusData {
        conditions = List.copyOf(conditions);
    }
}
