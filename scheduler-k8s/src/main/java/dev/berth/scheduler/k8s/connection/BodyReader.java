package dev.berth.scheduler.k8s.connection;

import java.io.IOException;
import java.io.InputStream;

/**
 * Makes something of the body of a good answer.
 *
 * @param <T> what is made
 */
public interface BodyReader<T> {
    T read(InputStream body) throws IOException;
}
