package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.process.Launch;
import dev.berth.scheduler.spec.Health;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Asks instances whether they are ready, and whether they live. */
public interface Readiness extends AutoCloseable {
    /** Asks nobody. */
    Readiness NONE = new Readiness() {
        @Override
        public Runnable watch(Subject subject, Consumer<Answer> told) {
            return () -> {};
        }

        @Override
        public void close() {}
    };

    /**
     * Asks again and again until stopped, and tells each time the answer turns; until it was ready for the first time
     * also each time the reason why it isn't becomes another.
     *
     * @return stops it
     */
    Runnable watch(Subject subject, Consumer<Answer> told);

    /**
     * Asks whether it lives, again and again until stopped, and tells why not when it doesn't.
     *
     * @return stops it
     */
    default Runnable guard(Subject subject, Consumer<String> dead) {
        return () -> {};
    }

    @Override
    void close();

    /**
     * Who is asked.
     *
     * @param health with what is asked for
     * @param launch how the process was started: a command is run likewise
     * @param ports numbers by name
     * @param age for how long the process has run: the grace counts from its start, whoever looks after it since
     */
    record Subject(Health health, Launch launch, Map<String, Integer> ports, Duration age) {
        public Subject {
            ports = Map.copyOf(ports);
        }
    }

    /**
     * How it stands.
     *
     * @param reason why it isn't ready; empty when it is
     */
    record Answer(boolean ready, String reason) {
        public static final Answer READY = new Answer(true, "");
    }
}
