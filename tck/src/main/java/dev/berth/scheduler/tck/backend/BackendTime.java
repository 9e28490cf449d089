package dev.berth.scheduler.tck.backend;

import java.time.Instant;

/** The time that a backend lives in: how long something takes, and when it was, is measured by it. */
public interface BackendTime {
    /** Everybody's. */
    BackendTime REAL = new BackendTime() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }
    };

    /** A clock that only goes forward, in nanoseconds since some moment. */
    long nanoTime();

    /** The clock on the wall, in which the backend tells when something was. */
    Instant now();
}
