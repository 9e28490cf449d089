package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.process.Launch;
import dev.berth.scheduler.local.process.ProcessEnd;
import dev.berth.scheduler.local.process.ProcessIdentity;
import dev.berth.scheduler.local.process.ProcessListener;
import dev.berth.scheduler.local.process.ProcessName;
import dev.berth.scheduler.local.process.ProcessState;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What the cluster needs of processes. Called by the loop only, but for logs. */
public interface ProcessDriver extends LogSource, AutoCloseable {
    /**
     * Starts processes all at once; the listener is told of each.
     *
     * @return those that can't start, with the reason
     * @throws dev.berth.scheduler.local.process.ProcessException when none was started
     */
    Map<ProcessName, ProcessEnd> start(List<Launch> launches);

    /**
     * Signals the whole groups of main processes, of those that still are what they were.
     *
     * @param signal without SIG
     */
    void signalGroups(String signal, Collection<ProcessIdentity> mains);

    /** Kills single processes, of those that still are what they were. */
    void kill(Collection<ProcessIdentity> processes);

    /** What became of processes; of a launch that no process has claimed by now, that it never will. */
    Map<ProcessName, ProcessState> look(Collection<ProcessName> names) throws IOException;

    /** Every main process that is recorded here and lives, whoever started it. */
    Map<ProcessName, ProcessIdentity> living() throws IOException;

    /** Those of running processes that have ended, for the case that a notice was missed. */
    Map<ProcessName, ProcessState> sweep(Map<ProcessName, ProcessIdentity> running) throws IOException;

    /** Those of main processes whose program is executed and has not ended. It costs one look at each. */
    Set<ProcessIdentity> executed(Collection<ProcessIdentity> mains);

    /** Names of nodes that can't be reached just now; what is asked of what runs there has no answer. */
    default Set<String> unreachable() {
        return Set.of();
    }

    /** For how long a process has run, by a clock that nobody sets; zero when that can't be told. */
    Duration age(ProcessIdentity process);

    /**
     * Looks for what instances have left behind: processes that live although the main one has ended. It costs one look
     * at all processes of the machine, however many instances are asked about, so it is done on another thread.
     *
     * @param mains the main processes, by the value of {@code BERTH_INSTANCE_ID}
     * @param told is told once, on any thread, unless the driver is closed before
     */
    void leftovers(Map<String, ProcessIdentity> mains, Consumer<Map<String, List<ProcessIdentity>>> told);

    /** Deletes what is recorded of processes that ended, their logs excepted. */
    void forget(Collection<ProcessName> names) throws IOException;

    /** Deletes logs. */
    void deleteLogs(String instance) throws IOException;

    @Override
    void close();

    /** Opens a driver. */
    interface Opener {
        ProcessDriver open(ProcessListener listener) throws IOException;
    }
}
