package dev.berth.scheduler.tck.backend;

/**
 * A backend that is to be certified: the one class an adapter's author writes. It has a public constructor without
 * parameters, and can't leave out or replace any test. Thread-safe: tests run beside each other.
 */
public interface BackendUnderTest extends AutoCloseable {
    /** As the certificate calls it: the type of backend and, where there are several, which way to it. */
    String name();

    /** Opens a client that shares no memory with any other, as another machine's would. */
    Client open();

    /** How the probe workload is run here. */
    ProbeProgram probe();

    /** What can be done to the backend from outside, and what can be seen there; nothing, unless said otherwise. */
    default Environment environment() {
        return new Environment() {};
    }

    /** How many times slower than a process of this machine things happen here: every deadline is so much longer. */
    default double timeScale() {
        return 1;
    }

    /** The time that passes here; everybody's, unless the backend is a simulation. */
    default BackendTime time() {
        return BackendTime.REAL;
    }

    /** Ends whatever this opened; called once, after the last test. */
    @Override
    void close();
}
