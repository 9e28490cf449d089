package dev.berth.scheduler.swarm.connection;

import java.io.IOException;
import java.io.InputStream;

/**
 * Tells what comes out of a stream until it ends.
 *
 * @param <T> what comes
 */
public interface StreamReader<T> {
    void read(InputStream stream, Out<T> out) throws IOException;

    /**
     * Where it is told.
     *
     * @param <T> what comes
     */
    interface Out<T> {
        /** Waits while too much waits to be taken; fails when nobody wants any more. */
        void tell(T item) throws IOException;
    }
}
