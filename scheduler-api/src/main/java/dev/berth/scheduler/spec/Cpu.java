package dev.berth.scheduler.spec;

/**
 * An amount of CPU time.
 *
 * @param millicores thousandths of one core
 */
public record Cpu(long millicores) implements Comparable<Cpu> {
    /** Whole cores. */
    public static Cpu ofCores(long cores) {
        return new Cpu(Math.multiplyExact(cores, 1000L));
    }

    @Override
    public int compareTo(Cpu other) {
        return Long.compare(millicores, other.millicores);
    }

    @Override
    public String toString() {
        return millicores % 1000 == 0 ? Long.toString(millicores / 1000) : millicores + "m";
    }
}
