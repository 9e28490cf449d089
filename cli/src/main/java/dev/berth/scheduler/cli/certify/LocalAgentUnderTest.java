package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.cli.certify.client.OtherClients;
import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.local.LocalAgent;
import dev.berth.scheduler.local.LocalConfig;
import dev.berth.scheduler.local.LocalProvider;
import dev.berth.scheduler.local.agent.AgentBackend;
import dev.berth.scheduler.local.agent.AgentControl;
import dev.berth.scheduler.local.agent.AgentStatus;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.tck.backend.BackendUnderTest;
import dev.berth.scheduler.tck.backend.Client;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.Means;
import dev.berth.scheduler.tck.backend.ProbeProgram;
import java.time.Clock;
import java.time.Duration;

/** The embedded backend in its agent, a process of its own; each client has connections of its own. */
public class LocalAgentUnderTest implements BackendUnderTest {
    private static final int FIRST_PORT = 27_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LocalLab lab = new LocalLab();
    private final LocalConfig config = lab.config(FIRST_PORT);
    private final BackendContext context = new BackendContext("local", "certify", Clock.systemUTC());
    private final AgentControl control = new AgentControl(config.stateDirectory());
    private final Agent agent = new Agent();
    private final Backend own = AgentBackend.attached(config.stateDirectory());

    /** Starts the agent. */
    public LocalAgentUnderTest() {
        agent.start();
    }

    @Override
    public String name() {
        return "local-agent";
    }

    /** A client that doesn't start the agent when it is gone: the kit has to see that it is. */
    @Override
    public Client open() {
        Backend backend = AgentBackend.attached(config.stateDirectory());
        return Client.of(new BackendScheduler(backend, new LocalProvider().translator(), context), backend::close);
    }

    @Override
    public ProbeProgram probe() {
        return new LocalProbe(lab.probes());
    }

    @Override
    public Environment environment() {
        return new LocalEnvironment(
                Means.by(agent),
                Means.none("the controller is part of the agent"),
                new LocalObjects(own),
                OtherClients.of(own, new LocalProvider().translator(), context),
                lab.secrets());
    }

    @Override
    public void close() {
        own.close();
        control.stop(Call.within(PATIENCE));
        lab.close();
    }

    private final class Agent implements Environment.Server {
        /** As by {@code kill -9}: it has no time to write anything down. */
        @Override
        public void stop() {
            control.status(Call.within(PATIENCE))
                    .map(AgentStatus::pid)
                    .flatMap(ProcessHandle::of)
                    .ifPresent(process -> {
                        process.destroyForcibly();
                        process.onExit().join();
                    });
        }

        @Override
        public void start() {
            try (Backend starting =
                    AgentBackend.starting(config.stateDirectory(), LocalAgent.command(config, context))) {
                starting.describe(Call.within(PATIENCE));
            }
        }
    }
}
