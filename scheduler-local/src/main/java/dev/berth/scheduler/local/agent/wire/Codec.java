package dev.berth.scheduler.local.agent.wire;

import java.io.IOException;

/**
 * How one type is written as the fields of an object.
 *
 * @param <T> the type
 */
public interface Codec<T> {
    /** Adds the fields of {@code value} to the object that {@code out} is in. */
    void write(T value, WireWriter out) throws IOException;

    /**
     * Makes a value of the fields of {@code in}; fields that it doesn't know are skipped.
     *
     * @throws WireException when a field is missing or is not what it has to be
     */
    T read(WireObject in) throws IOException;
}
