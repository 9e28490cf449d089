package dev.berth.scheduler.spec;

import java.util.Optional;
import java.util.OptionalInt;

/** Amounts of what a node has; what is empty is not stated. */
public sealed interface ResourceAmounts permits ResourceAmountsData {
    ResourceAmounts NONE = builder().build();

    Optional<Cpu> cpu();

    Optional<Memory> memory();

    Optional<Memory> disk();

    /** Whole graphics processors. */
    OptionalInt gpus();

    Builder toBuilder();

    static Builder builder() {
        return new Builder();
    }

    /** Builds {@link ResourceAmounts}; not thread-safe. */
    final class Builder {
        private Optional<Cpu> cpu = Optional.empty();
        private Optional<Memory> memory = Optional.empty();
        private Optional<Memory> disk = Optional.empty();
        private OptionalInt gpus = OptionalInt.empty();

        private Builder() {}

        public Builder cpu(Cpu amount) {
            this.cpu = Optional.of(amount);
            return this;
        }

        public Builder memory(Memory amount) {
            this.memory = Optional.of(amount);
            return this;
        }

        public Builder disk(Memory amount) {
            this.disk = Optional.of(amount);
            return this;
        }

        public Builder gpus(int count) {
            this.gpus = OptionalInt.of(count);
            return this;
        }

        public ResourceAmounts build() {
            return new ResourceAmountsData(cpu, memory, disk, gpus);
        }
    }
}
