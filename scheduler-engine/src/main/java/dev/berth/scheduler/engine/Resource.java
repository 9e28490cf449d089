package dev.berth.scheduler.engine;

import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.ResourceAmounts;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * What instances use up. A node that states no cpu, memory or disk has no limit to it: the backend doesn't account for
 * it, and nothing could ever be placed otherwise. Graphics processors it doesn't state it doesn't have: they are rare,
 * and an instance that needs one fails without.
 */
enum Resource {
    CPU,
    MEMORY,
    DISK,
    GPUS;

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    OptionalLong statedIn(ResourceAmounts amounts) {
        return switch (this) {
            case CPU -> amounts.cpu().stream().mapToLong(Cpu::millicores).findFirst();
            case MEMORY -> amounts.memory().stream().mapToLong(Memory::bytes).findFirst();
            case DISK -> amounts.disk().stream().mapToLong(Memory::bytes).findFirst();
            case GPUS -> amounts.gpus().stream().asLongStream().findFirst();
        };
    }

    long requestedIn(ResourceAmounts amounts) {
        return statedIn(amounts).orElse(0);
    }

    long allocatableIn(ResourceAmounts amounts) {
        return statedIn(amounts).orElse(this == GPUS ? 0 : Long.MAX_VALUE);
    }

    /** The amounts above 0. */
    static ResourceAmounts amounts(ToLongFunction<Resource> values) {
        ResourceAmounts.Builder amounts = ResourceAmounts.builder();
        for (Resource resource : values()) {
            long value = values.applyAsLong(resource);
            if (value > 0) {
                resource.write(value, amounts);
            }
        }
        return amounts.build();
    }

    private void write(long value, ResourceAmounts.Builder amounts) {
        switch (this) {
            case CPU -> amounts.cpu(new Cpu(value));
            case MEMORY -> amounts.memory(new Memory(value));
            case DISK -> amounts.disk(new Memory(value));
            case GPUS -> amounts.gpus((int) Math.min(value, Integer.MAX_VALUE));
        }
    }
}
