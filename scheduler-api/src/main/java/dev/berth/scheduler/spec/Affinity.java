package dev.berth.scheduler.spec;

/**
 * To be, or (as anti-affinity) not to be, where instances of a workload are (rules PLC-2 to PLC-4).
 *
 * @param workload the other workload, or this one itself
 * @param topology nodes with an equal value of this attribute count as one place
 * @param required whether it may block; else it is a preference
 * @param weight from 1 to 100 when preferred; 100 when required, where it has no meaning
 */
public record Affinity(WorkloadId workload, NodeAttribute topology, boolean required, int weight) {
    public static final int FULL_WEIGHT = 100;

    /** One that may block. */
    public static Affinity required(WorkloadId workload, NodeAttribute topology) {
        return new Affinity(workload, topology, true, FULL_WEIGHT);
    }

    /** One that never blocks; {@code weight} is from 1 to 100. */
    public static Affinity preferred(WorkloadId workload, NodeAttribute topology, int weight) {
        return new Affinity(workload, topology, false, weight);
    }
}
