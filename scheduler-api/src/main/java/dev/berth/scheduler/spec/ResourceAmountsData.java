package dev.berth.scheduler.spec;

import java.util.Optional;
import java.util.OptionalInt;

record ResourceAmountsData(Optional<Cpu> cpu, Optional<Memory> memory, Optional<Memory> disk, OptionalInt gpus)
        implements ResourceAmounts {
    @Override
    public Builder toBuilder() {
        Builder builder = ResourceAmounts.builder();
        cpu.ifPresent(builder::cpu);
        memory.ifPresent(builder::memory);
        disk.ifPresent(builder::disk);
        gpus.ifPresent(builder::gpus);
        return builder;
    }
}
