package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.spi.Call;

/** Finds the agent to ask. */
sealed interface AgentSource permits AgentLauncher, RunningAgent {
    /** The agent as its files say, which may be wrong. */
    AgentEndpoint find(Call call);

    /** An agent that answered just now; asked for when what {@link #find} said did not. */
    AgentEndpoint findAgain(Call call);
}
