package dev.berth.scheduler.k8s.connection;

import java.io.IOException;
import java.util.Optional;

/**
 * Makes something of each line of a stream.
 *
 * @param <T> what is made
 */
public interface LineReader<T> {
    /**
     * Reads one line.
     *
     * @param bytes the line's, from the first to the one before {@code length}, without the newline; valid during the call
     * @return empty when the line is to be passed over
     */
    Optional<T> read(byte[] bytes, int length) throws IOException;

    /** A line may be so long; what is longer is read in pieces, or is a failure where {@link #isWholeOnly}. */
    int longest();

    /** Whether pieces of a line mean nothing. */
    boolean isWholeOnly();
}
