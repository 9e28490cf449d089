package dev.berth.scheduler.spec;

/**
 * An amount of memory or disk.
 *
 * @param bytes bytes, not multiples of them
 */
public record Memory(long bytes) implements Comparable<Memory> {
    private static final String[] UNITS = {"", "Ki", "Mi", "Gi", "Ti"};

    /** Units of 1,048,576 bytes. */
    public static Memory ofMebibytes(long mebibytes) {
        return new Memory(Math.multiplyExact(mebibytes, 1L << 20));
    }

    @Override
    public int compareTo(Memory other) {
        return Long.compare(bytes, other.bytes);
    }

    /** The exact amount in the largest binary unit that needs no fraction, such as {@code 512Mi}. */
    @Override
    public String toString() {
        long amount = bytes;
        int unit = 0;
        while (amount != 0 && amount % 1024 == 0 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return amount + UNITS[unit];
    }
}
