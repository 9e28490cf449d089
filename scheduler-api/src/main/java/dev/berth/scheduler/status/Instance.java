package dev.berth.scheduler.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One placed copy of a workload, as observed. */
public sealed interface Instance permits InstanceData {
    InstanceId id();

    /** The stable number among the workload's instances, from 0, where the backend has one. */
    OptionalInt index();

    /** The revision it was started with; 0 when the backend doesn't say. */
    long revision();

    /** The run it is part of: {@link RunId#name}; empty for instances of services. */
    Optional<String> run();

    /** Empty while PENDING. */
    Optional<NodeId> node();

    InstanceState state();

    /** Whether it takes traffic now. */
    boolean ready();

    /** How often its processes were started again. */
    int restarts();

    /** Why it is as it is: upper-case and stable, empty when there is nothing to say. */
    String reason();

    /** The reason in a sentence, may be empty. */
    String message();

    /** When the running process was started. */
    Optional<Instant> startedAt();

    /** How the last process ended. */
    Optional<Termination> lastTermination();

    /** Its ports on the host, ready or not. */
    List<Endpoint> endpoints();

    Builder toBuilder();

    static Builder builder(InstanceId id, InstanceState state) {
        return new Builder(id, state);
    }

    /** Builds an {@link Instance}; not thread-safe. */
    final class Builder {
        private final InstanceId id;
        private InstanceState state;
        private OptionalInt index = OptionalInt.empty();
        private long revision;
        private Optional<String> run = Optional.empty();
        private Optional<NodeId> node = Optional.empty();
        private boolean ready;
        private int restarts;
        private String reason = "";
        private String message = "";
        private Optional<Instant> startedAt = Optional.empty();
        private Optional<Termination> lastTermination = Optional.empty();
        private final List<Endpoint> endpoints = new ArrayList<>();

        private Builder(InstanceId id, InstanceState state) {
            this.id = id;
            this.state = state;
        }

        public Builder state(InstanceState observed) {
            this.state = observed;
            return this;
        }

        public Builder index(int number) {
            this.index = OptionalInt.of(number);
            return this;
        }

        public Builder revision(long number) {
            this.revision = number;
            return this;
        }

        public Builder run(String name) {
            this.run = Optional.of(name);
            return this;
        }

        public Builder node(NodeId where) {
            this.node = Optional.of(where);
            return this;
        }

        public Builder ready(boolean takesTraffic) {
            this.ready = takesTraffic;
            return this;
        }

        public Builder restarts(int count) {
            this.restarts = count;
            return this;
        }

        public Builder reason(String code, String sentence) {
            this.reason = code;
            this.message = sentence;
            return this;
        }

        public Builder startedAt(Instant time) {
            this.startedAt = Optional.of(time);
            return this;
        }

        public Builder lastTermination(Termination end) {
            this.lastTermination = Optional.of(end);
            return this;
        }

        public Builder endpoint(Endpoint endpoint) {
            this.endpoints.add(endpoint);
            return this;
        }

        public Instance build() {
            return new InstanceData(
                    id,
                    index,
                    revision,
                    run,
                    node,
                    state,
                    ready,
                    restarts,
                    reason,
                    message,
                    startedAt,
                    lastTermination,
                    endpoints);
        }
    }
}
