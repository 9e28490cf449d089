package dev.berth.scheduler.local.simulation;

import dev.berth.scheduler.local.process.Launch;
import dev.berth.scheduler.local.process.ProcessEnd;
import dev.berth.scheduler.local.process.ProcessIdentity;
import dev.berth.scheduler.local.process.ProcessState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One process, and what is recorded of it whoever watches. Of one thread. */
final class SimulatedProcess {
    private final Launch launch;
    private final Behaviour behaviour;
    private final SimulatedProgram program;
    private final List<ProcessIdentity> left = new ArrayList<>();
    private @Nullable ProcessIdentity identity;
    private @Nullable ProcessEnd end;
    private long startedNanos;
    private boolean ending;

    SimulatedProcess(Launch launch, Behaviour behaviour, SimulatedProgram program) {
        this.launch = launch;
        this.behaviour = behaviour;
        this.program = program;
    }

    SimulatedProgram program() {
        return program;
    }

    Launch launch() {
        return launch;
    }

    Behaviour behaviour() {
        return behaviour;
    }

    void start(ProcessIdentity process, long now) {
        identity = process;
        startedNanos = now;
    }

    @Nullable
    ProcessIdentity identity() {
        return identity;
    }

    long startedNanos() {
        return startedNanos;
    }

    /** Whether it is the first to ask for its end. */
    boolean beginEnd() {
        boolean first = !ending;
        ending = true;
        return first;
    }

    void end(ProcessEnd how) {
        end = how;
    }

    @Nullable
    ProcessEnd end() {
        return end;
    }

    boolean isRunning() {
        return identity != null && end == null;
    }

    /** What of its processes lives on beside it. */
    List<ProcessIdentity> left() {
        return left;
    }

    ProcessState state() {
        return new ProcessState(launch.name(), identity, end);
    }
}
