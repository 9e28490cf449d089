package dev.berth.scheduler.benchmarks.harness;

import java.util.concurrent.TimeUnit;

/** What is alive on this JVM's heap; exact with the serial collector only. */
public final class Heap {
    private static final int COLLECTIONS = 3;
    private static final long NEAR = 16 << 10;
    private static final long PAUSE_MILLISECONDS = 400;

    private Heap() {}

    /** What is alive once others have ended what they were at: it has stayed the same for a while. */
    public static long settled() throws InterruptedException {
        long before = Long.MAX_VALUE;
        long now = used();
        for (int equal = 0; equal < COLLECTIONS; equal = Math.abs(now - before) < NEAR ? equal + 1 : 0) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
            before = now;
            now = used();
        }
        return now;
    }

    /** What is alive now, with what others are at. */
    public static long used() {
        // What a collection finds unreachable may be let go by the next one only, such as what cleaners hold.
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
