package dev.berth.scheduler.local.simulation;

import dev.berth.scheduler.local.process.Launch;
import java.time.Duration;

/** The process that a {@link SimulatedProgram} is run by. To be used from the simulation only. */
public interface SimulatedRun {
    Launch launch();

    boolean isOver();

    /** Does something when so much time has passed, unless it has ended by then. */
    void after(Duration delay, Runnable work);

    /** Ends it, with a code from 0 to 255. */
    void exit(int code);

    /** Ends it as by a signal. */
    void signalled(int signal);
}
