package dev.berth.scheduler.tck.backend;

import dev.berth.scheduler.Scheduler;

/** One way to the backend; a test opens as many as it needs and closes them. */
public interface Client extends AutoCloseable {
    Scheduler scheduler();

    @Override
    void close();

    /** A client that is nothing but its scheduler. */
    static Client of(Scheduler scheduler, Runnable closing) {
        return new Client() {
            @Override
            public Scheduler scheduler() {
                return scheduler;
            }

            @Override
            public void close() {
                closing.run();
            }
        };
    }
}
