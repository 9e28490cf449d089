package dev.berth.scheduler.benchmarks.local;

import java.util.concurrent.TimeUnit;

/** A pause before each measurement, so that what the one before it left to do, such as forgetting records, is done. */
final class Rest {
    private static final long MILLISECONDS = 150;

    private Rest() {}

    static void take() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(MILLISECONDS);
    }
}
