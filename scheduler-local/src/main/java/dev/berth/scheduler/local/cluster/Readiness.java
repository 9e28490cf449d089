package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.process.Launch;
import dev.berth.scheduler.spec.Health;
import java.util.Map;
import java.util.function.Consumer;

/** Asks instances whether they are ready. */
public interface Readiness extends AutoCloseable {
    /** Asks nobody. */
    Readiness NONE = new Readiness() {
        @Override
        public Runnable watch(Health health, Launch launch, Map<String, Integer> ports, Consumer<Boolean> told) {
            return () -> {};
        }

        @Override
        public void close() {}
    };

    /**
     * Asks again and again until stopped, and tells each time the answer turns.
     *
     * @param health with a readiness
     * @param launch how the process was started: a command is run likewise
     * @param ports numbers by name
     * @return stops it
     */
    Runnable watch(Health health, Launch launch, Map<String, Integer> ports, Consumer<Boolean> told);

    @Override
    void close();
}
