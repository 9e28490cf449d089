package dev.berth.scheduler.local.simulation;

import dev.berth.scheduler.spec.ProbeCheck;

/** What a simulated process does while it runs. Called by the simulation only, one call at a time. */
public interface SimulatedProgram {
    /** Runs and answers every check. */
    SimulatedProgram NONE = new SimulatedProgram() {};

    /** It is executed. */
    default void begin(SimulatedRun run) {}

    /**
     * It is signalled, by any signal but KILL.
     *
     * @return whether it dealt with the signal; else that ends it, as its {@link Behaviour} says
     */
    default boolean signalled(int signal) {
        return false;
    }

    /** Whether a check of its health passes now. */
    default boolean passes(ProbeCheck check) {
        return true;
    }

    /** It has ended, however that came. */
    default void ended() {}
}
