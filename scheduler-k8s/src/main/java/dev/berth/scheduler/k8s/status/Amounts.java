package dev.berth.scheduler.k8s.status;

import dev.berth.scheduler.k8s.api.ContainerSpec;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.ResourceAmounts;
import java.util.Map;

/**
 * How much of what nodes have.
 *
 * @param memory in bytes
 * @param disk in bytes
 */
public record Amounts(long millicores, long memory, long disk) {
    public static final Amounts NONE = new Amounts(0, 0, 0);

    /** Of quantities by the names of resources; what isn't there, or can't be read, is nothing. */
    public static Amounts of(Map<String, String> quantities) {
        return new Amounts(
                Quantities.millicores(quantities.getOrDefault("cpu", "0")).orElse(0),
                Quantities.bytes(quantities.getOrDefault("memory", "0")).orElse(0),
                Quantities.bytes(quantities.getOrDefault("ephemeral-storage", "0"))
                        .orElse(0));
    }

    /**
     * What a scheduler counts for a pod: what its containers request together, or what one needs that runs before them, with
     * those that stay beside it, if that is more.
     */
    public static Amounts of(PodObject pod) {
        Amounts staying = NONE;
        Amounts before = NONE;
        for (ContainerSpec container : pod.initSpecs()) {
            Amounts own = of(container.requests());
            before = before.most(staying.plus(own));
            if (container.staying()) {
                staying = staying.plus(own);
            }
        }
        Amounts together = staying;
        for (ContainerSpec container : pod.specs()) {
            together = together.plus(of(container.requests()));
        }
        return together.most(before);
    }

    public Amounts plus(Amounts other) {
        return new Amounts(millicores + other.millicores, memory + other.memory, disk + other.disk);
    }

    private Amounts most(Amounts other) {
        return new Amounts(
                Math.max(millicores, other.millicores), Math.max(memory, other.memory), Math.max(disk, other.disk));
    }

    public ResourceAmounts neutral() {
        return ResourceAmounts.builder()
                .cpu(new Cpu(millicores))
                .memory(new Memory(memory))
                .disk(new Memory(disk))
                .build();
    }
}
