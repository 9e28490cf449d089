package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.local.agent.wire.FailureCodec;
import dev.berth.scheduler.local.agent.wire.Hello;
import dev.berth.scheduler.local.agent.wire.WireObject;
import dev.berth.scheduler.local.agent.wire.WireWriter;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a caller says of itself first, and hears about that. Thread-safe. */
final class Introduction {
    /** Beside the caller's {@link Hello}: what it is configured with. */
    static final String SETTINGS = "settings";

    /** Beside the agent's welcome: what the agent has otherwise. */
    static final String DIFFERING = "differing";

    /** Of one whose settings don't matter. */
    static final Introduction NONE = new Introduction(AgentSettings.UNSAID);

    private final AgentSettings settings;
    private final AtomicBoolean warned = new AtomicBoolean();

    Introduction(AgentSettings settings) {
        this.settings = settings;
    }

    WireWriter to(AgentEndpoint agent) throws IOException {
        WireWriter greeting = new WireWriter();
        Hello.CODEC.write(Hello.ours(agent.hello().token()), greeting);
        Map<String, String> said = settings.values();
        return said == null ? greeting : greeting.textMap(SETTINGS, said);
    }

    /** Warns once, however many calls are made: reads are answered, and the edits are refused by the agent. */
    void heard(WireObject welcome) throws IOException {
        if (welcome.has(DIFFERING) && warned.compareAndSet(false, true)) {
            SchedulerException differing = welcome.object(DIFFERING, FailureCodec.INSTANCE);
            Warnings.LOG.warn(
                    "{}",
                    differing.problems().isEmpty()
                            ? differing.getMessage()
                            : differing.problems().get(0).message());
        }
    }

    /** Made only to warn: looking for a logger opens every archive of the class path, which a short command would feel. */
    private static final class Warnings {
        private static final Logger LOG = LoggerFactory.getLogger(Introduction.class);
    }
}
