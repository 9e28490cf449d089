package dev.berth.scheduler.k8s.render;

import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;

/** Amounts as an API server writes them once it has read them, so that what is read back is what was written. */
final class Quantity {
    private static final String[] BINARY = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};
    private static final String[] DECIMAL = {"", "k", "M", "G", "T", "P", "E"};
    private static final String[] THOUSANDTHS = {"m", "", "k", "M", "G", "T", "P"};

    private Quantity() {}

    static String of(Cpu cpu) {
        return cpu.millicores() == 0 ? "0" : largest(cpu.millicores(), 1000, THOUSANDTHS);
    }

    /** A number of bytes without unit is a decimal one to a server: 4000 are 4k. */
    static String of(Memory memory) {
        String binary = largest(memory.bytes(), 1024, BINARY);
        return binary.endsWith("i") ? binary : largest(memory.bytes(), 1000, DECIMAL);
    }

    private static String largest(long amount, int step, String[] units) {
        long rest = amount;
        int unit = 0;
        while (rest != 0 && rest % step == 0 && unit < units.length - 1) {
            rest /= step;
            unit++;
        }
        return rest + units[unit];
    }
}
