package dev.berth.scheduler.local.probe;

/** A probe that goes on until it is closed. */
public interface ProbeRegistration extends AutoCloseable {
    /** Asks no more; a question under way is broken off, its command killed. */
    @Override
    void close();
}
