package dev.berth.scheduler.spec;

/**
 * A number of instances: a count, or a percentage of the replicas.
 *
 * @param value the count, or the percentage
 * @param percent whether {@code value} is a percentage
 */
public record Amount(int value, boolean percent) {
    /** {@code count} instances, 0 or more. */
    public static Amount of(int count) {
        return new Amount(count, false);
    }

    /** {@code percentage} of the replicas, from 0 to 100. */
    public static Amount percent(int percentage) {
        return new Amount(percentage, true);
    }

    /** The number of {@code replicas} this stands for, a fraction rounded down (for maxUnavailable). */
    public int roundedDown(int replicas) {
        return percent ? (int) ((long) replicas * value / 100) : value;
    }

    /** The number of {@code replicas} this stands for, a fraction rounded up (for maxSurge). */
    public int roundedUp(int replicas) {
        return percent ? (int) (((long) replicas * value + 99) / 100) : value;
    }

    @Override
    public String toString() {
        return percent ? value + "%" : Integer.toString(value);
    }
}
