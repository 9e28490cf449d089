package dev.berth.scheduler.cli.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The agents of local backends, as the command line drives them: processes that keep workloads when no command runs. */
public interface AgentControl {
    /** The state directory of the backend. */
    Path directory(Target target);

    /**
     * Serves in this process until it is interrupted.
     *
     * @param ready told once it answers
     * @throws dev.berth.scheduler.error.SchedulerException when it can't serve, as when another agent holds the state
     */
    void run(Target target, Runnable ready) throws InterruptedException;

    /** How the agent is doing; empty when none runs. */
    Optional<Report> status(Target target, Duration timeout);

    /**
     * Ends the agent and waits for its end; workloads keep running.
     *
     * @return whether one ran
     */
    boolean stop(Target target, Duration timeout) throws InterruptedException;

    /**
     * Which backend's agent is meant.
     *
     * @param configuration the file that says so, or empty for the usual one
     * @param backend its name, or empty for the default
     */
    record Target(Optional<Path> configuration, Optional<String> backend) {}

    /**
     * How an agent is doing.
     *
     * @param residentBytes 0 where the system doesn't say
     */
    record Report(long pid, String version, Duration uptime, long residentBytes, int workloads, int instances) {}
}
