package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** Finds an agent that runs; never starts one. */
record RunningAgent(AgentFiles files) implements AgentSource {
    private static final String STOP =
            "'berth agent stop' ends it, and the next command starts another; workloads run on";

    /**
     * The agent as its files say; empty when there is none, or what is left of a dead one is damaged.
     *
     * @throws dev.berth.scheduler.error.SchedulerException UNAVAILABLE when the file of one that lives is damaged
     */
    Optional<AgentEndpoint> written() {
        try {
            return new EndpointFile(files).read();
        } catch (DamagedFile e) {
            living().ifPresent(owner -> {
                throw ContactException.unavailable(
                        e.getMessage() + ", and " + owner.describe() + " still runs: " + STOP, Effect.NONE, e);
            });
            return Optional.empty();
        } catch (IOException e) {
            throw ContactException.unavailable(
                    "can't read " + files.endpoint() + ": " + e.getMessage(), Effect.NONE, e);
        }
    }

    Optional<AgentOwner> living() {
        try {
            return AgentOwner.living(files);
        } catch (IOException e) {
            throw ContactException.unavailable("can't look for the agent: " + e.getMessage(), Effect.NONE, e);
        }
    }

    @Override
    public AgentEndpoint find(Call call) {
        return written().orElseThrow(() -> ContactException.unavailable(missing(), Effect.NONE, null));
    }

    private String missing() {
        return living().map(owner -> owner.describe() + " runs, but " + files.endpoint()
                        + " is not there: it is starting or stopping, or the file was removed, and then " + STOP)
                .orElse("no agent runs for the state directory (=" + files.directory() + ")");
    }

    @Override
    public AgentEndpoint findAgain(Call call) {
        AgentEndpoint agent = find(call);
        requireSocket(agent);
        return agent;
    }

    /** An agent that stops removes its endpoint's file before its socket; otherwise somebody else did. */
    void requireSocket(AgentEndpoint agent) {
        try {
            if (!Files.exists(agent.socket()) && agent.isAlive() && written().equals(Optional.of(agent))) {
                throw ContactException.unavailable(
                        agent.describe() + " runs, but its socket " + agent.socket() + " was removed: " + STOP,
                        Effect.NONE,
                        null);
            }
        } catch (IOException e) {
            throw ContactException.unavailable("can't look for the agent: " + e.getMessage(), Effect.NONE, e);
        }
    }
}
