package dev.berth.scheduler.local.agent;

import java.nio.file.Path;

/** Opens what an agent serves. */
public interface AgentHost {
    /**
     * Opens the backend of a state directory and whatever has to live beside it.
     *
     * @throws dev.berth.scheduler.error.SchedulerException when it can't be opened; whoever started the agent is told
     */
    HostedBackend open(Path stateDirectory);
}
