package dev.berth.scheduler.cli.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The local agent, as the command line drives it: the process that keeps local workloads when no command runs. */
public interface AgentControl {
    /** Where its state is when nothing else is said. */
    Path usualDirectory();

    /**
     * Serves in this process until it is interrupted.
     *
     * @throws dev.berth.scheduler.error.SchedulerException when it can't serve, as when another agent holds the
     *     directory
     */
    void run(Path directory) throws InterruptedException;

    /** How the agent of that directory is doing; empty when none runs. */
    Optional<Report> status(Path directory, Duration timeout);

    /**
     * Ends the agent of that directory and waits for its end; workloads keep running.
     *
     * @return whether one ran
     */
    boolean stop(Path directory, Duration timeout) throws InterruptedException;

    /**
     * How an agent is doing.
     *
     * @param residentBytes 0 where the system doesn't say
     */
    record Report(long pid, String version, Duration uptime, long residentBytes, int workloads, int instances) {}
}
