package dev.berth.scheduler.benchmarks.harness;

/** Something that takes time and says how much of it counts. */
public interface Timed {
    /** Runs once; returns what counts of the time it took, in nanoseconds. */
    long run() throws Exception;
}
