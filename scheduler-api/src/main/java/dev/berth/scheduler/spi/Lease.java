package dev.berth.scheduler.spi;

/** The right to be the one controller of a scope, for a while. Renewed by its maker until closed. */
public interface Lease extends AutoCloseable {
    /** The name of the lease that whoever drives what a backend can't finish by itself holds. */
    String CONTROLLER = "controller";

    /** Whether it still holds; false for ever once lost. */
    boolean isHeld();

    @Override
    void close();
}
