package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What {@code berth agent status} and {@code berth agent stop} do. */
public final class AgentControl {
    private final AgentFiles files;

    public AgentControl(Path stateDirectory) {
        this.files = new AgentFiles(stateDirectory);
    }

    /**
     * How the agent is doing; empty when none runs.
     *
     * @throws SchedulerException TIMEOUT when there is one that doesn't answer, UNAVAILABLE when it can't be asked: it is
     *     of another version, or its files are damaged
     */
    public Optional<AgentStatus> status(Call call) {
        if (living().isEmpty()) {
            return Optional.empty();
        }
        try (AgentBackend agent = AgentBackend.attached(files.directory())) {
            return Optional.of(agent.status(call));
        }
    }

    /**
     * Ends the agent and waits until it is gone. By signal, not over the wire, so that an agent of any version hears
     * it. Workloads run on.
     *
     * @return false when none runs
     * @throws SchedulerException TIMEOUT when it is still there at the deadline
     */
    public boolean stop(Call call) {
        Optional<AgentOwner> agent = living();
        Optional<ProcessHandle> process = agent.flatMap(found -> ProcessHandle.of(found.pid()));
        if (process.isEmpty()) {
            return false;
        }
        process.get().destroy();
        await(process.get().onExit(), agent.get(), call);
        return true;
    }

    private static void await(CompletableFuture<ProcessHandle> exit, AgentOwner agent, Call call) {
        try {
            exit.get(call.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw ContactException.timeout(
                    agent.describe() + " did not end when asked to; 'kill -9 " + agent.pid()
                            + "' ends it, workloads run on",
                    Effect.UNKNOWN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ContactException.cancelled("waiting for the agent's end was interrupted", Effect.UNKNOWN);
        } catch (ExecutionException e) {
            throw ContactException.unavailable("can't wait for the agent's end: " + e.getCause(), Effect.UNKNOWN, e);
        }
    }

    /** A pid that was used again, after an agent was killed, is not an agent: it would be the wrong one to end. */
    private Optional<AgentOwner> living() {
        try {
            Optional<AgentOwner> owner = AgentOwner.living(files);
            if (owner.isPresent()) {
                return owner;
            }
            // An agent of an earlier version left word in this file only.
            Optional<AgentOwner> written = new RunningAgent(files).written().map(AgentOwner::of);
            return written.isPresent() && written.get().isAlive() ? written : Optional.empty();
        } catch (IOException e) {
            throw ContactException.unavailable("can't look for the agent: " + e.getMessage(), Effect.NONE, e);
        }
    }
}
