package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Resources;
import java.util.Optional;

/** What a task needs and what it may use. */
final class ResourceShapes {
    private ResourceShapes() {}

    private static final Field<ResourceAmounts, Optional<Cpu>> CPU = Field.optional(
            "cpu", "Cores such as 2 or 0.5, or millicores such as 500m.", Quantities.CPU_AMOUNT, ResourceAmounts::cpu);
    private static final Field<ResourceAmounts, Optional<Memory>> MEMORY = Field.optional(
            "memory", "Bytes, such as 512Mi, 1.5Gi or 1G.", Quantities.MEMORY_AMOUNT, ResourceAmounts::memory);
    private static final Field<ResourceAmounts, Optional<Memory>> DISK = Field.optional(
            "disk", "Bytes, such as 512Mi, 1.5Gi or 1G.", Quantities.MEMORY_AMOUNT, ResourceAmounts::disk);
    private static final Field<ResourceAmounts, Optional<Integer>> GPUS = Field.optional(
            "gpus", "Whole graphics processors.", Scalars.WHOLE_NUMBER, amounts -> PortShapes.boxed(amounts.gpus()));

    private static final Shape<ResourceAmounts> AMOUNTS = ObjectShape.<ResourceAmounts>named(
                    "ResourceAmounts", "Amounts of what a node has.")
            .fields(CPU, MEMORY, DISK, GPUS)
            .build(ResourceShapes::amounts);

    private static final Field<Resources, ResourceAmounts> REQUESTS = Field.defaulted(
            "requests",
            "Counted against a node's allocatable amounts at placement.",
            AMOUNTS,
            Resources::requests,
            ResourceAmounts.NONE);
    private static final Field<Resources, ResourceAmounts> LIMITS = Field.defaulted(
            "limits", "Enforced while the task runs.", AMOUNTS, Resources::limits, ResourceAmounts.NONE);

    static final Shape<Resources> RESOURCES = ObjectShape.<Resources>named(
                    "Resources", "What a task needs and what it may use.")
            .fields(REQUESTS, LIMITS)
            .build(values -> new Resources(values.get(REQUESTS), values.get(LIMITS)));

    private static ResourceAmounts amounts(FieldValues values) {
        ResourceAmounts.Builder builder = ResourceAmounts.builder();
        values.get(CPU).ifPresent(builder::cpu);
        values.get(MEMORY).ifPresent(builder::memory);
        values.get(DISK).ifPresent(builder::disk);
        values.get(GPUS).ifPresent(builder::gpus);
        return builder.build();
    }
}
