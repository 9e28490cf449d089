package dev.berth.scheduler.swarm.connection;

import java.util.ArrayList;
import java.util.List;

/** The threads that connections to engines have. */
final class Threads {
    private static final int LEAVING_MILLISECONDS = 10_000;

    private Threads() {}

    /** Those that are still there though they had time to go. */
    static List<String> leftBehind() {
        List<String> left = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("berth-swarm")) {
                join(thread);
                if (thread.isAlive()) {
                    left.add(thread.getName());
                }
            }
        }
        return left;
    }

    private static void join(Thread thread) {
        try {
            thread.join(LEAVING_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
