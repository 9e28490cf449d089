package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.util.Optional;

/** Finds an agent that runs; never starts one. */
record RunningAgent(AgentFiles files) implements AgentSource {
    /** The agent as its files say. */
    Optional<AgentEndpoint> written() {
        try {
            return new EndpointFile(files).read();
        } catch (IOException e) {
            throw ContactException.unavailable(
                    "can't read " + files.endpoint() + ": " + e.getMessage(), Effect.NONE, e);
        }
    }

    @Override
    public AgentEndpoint find(Call call) {
        return written()
                .orElseThrow(() -> ContactException.unavailable(
                        "no agent runs for the state directory (=" + files.directory() + ")", Effect.NONE, null));
    }

    @Override
    public AgentEndpoint findAgain(Call call) {
        return find(call);
    }
}
