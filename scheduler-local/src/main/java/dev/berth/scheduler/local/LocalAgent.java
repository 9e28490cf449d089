package dev.berth.scheduler.local;

import dev.berth.scheduler.core.controller.Controller;
import dev.berth.scheduler.core.document.JsonText;
import dev.berth.scheduler.local.agent.AgentCommand;
import dev.berth.scheduler.local.agent.AgentProcess;
import dev.berth.scheduler.local.agent.HostedBackend;
import dev.berth.scheduler.local.document.DocumentException;
import dev.berth.scheduler.local.document.Fields;
import dev.berth.scheduler.local.document.Json;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The process of a local agent: the embedded backend, its controller, and the door through which commands reach it. */
public final class LocalAgent {
    private static final Duration OPENING = Duration.ofSeconds(30);

    private final LocalConfig config;
    private final BackendContext context;
    private final Map<String, String> settings;

    private LocalAgent(LocalConfig config, BackendContext context, Map<String, String> settings) {
        this.config = config;
        this.context = context;
        this.settings = settings;
    }

    /** What an agent keeps until it ends, in the words of the configuration; what is usual is left out. */
    static Map<String, String> settings(LocalConfig config, BackendContext context) {
        return new StatedSettings(config, context).words();
    }

    /** How to start an agent that serves what {@code config} says. */
    public static AgentCommand command(LocalConfig config, BackendContext context) {
        return new AgentCommand(
                LocalAgent.class.getName(),
                List.of(JsonText.compact(Json.object()
                        .text("name", context.name())
                        .text("owner", context.owner())
                        .node("config", LocalConfigForm.write(config))
                        // What is usual is so for whoever starts it, whatever the agent would take for it later.
                        .texts("settings", settings(config, context))
                        .build())));
    }

    /** An agent in this process, for those who run it in the foreground. */
    public static AgentProcess process(LocalConfig config, BackendContext context) {
        return new AgentProcess(
                config.stateDirectory(), new LocalAgent(config, context, settings(config, context))::open);
    }

    /**
     * Is the agent until it is told to stop.
     *
     * @param arguments those of {@link #command}
     */
    public static void main(String[] arguments) {
        LocalAgent agent = read(arguments);
        System.exit(AgentProcess.background(agent.config.stateDirectory(), agent::open));
    }

    static LocalAgent read(String... arguments) {
        try {
            Fields fields = Fields.parse(arguments[0]);
            return new LocalAgent(
                    LocalConfigForm.read(fields.map("config")),
                    new BackendContext(fields.text("name"), fields.text("owner"), Clock.systemUTC()),
                    fields.textMap("settings"));
        } catch (DocumentException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("an agent is started by LocalAgent.command only: " + e.getMessage(), e);
        }
    }

    /** Fails when the state can't be opened: whoever started the agent is to be told, not its first caller. */
    private HostedBackend open(Path stateDirectory) {
        LocalConfig here = config.in(stateDirectory, LocalConfig.Run.EMBEDDED);
        Backend backend = LocalProvider.embedded(here, context);
        boolean opened = false;
        try {
            backend.ids(Selector.all(), Call.within(OPENING));
            opened = true;
            Controller controller = Controller.start(backend, new LocalTranslator(), context);
            // What needs a controller is refused while none lives: the first caller is not to be refused for being
            // early.
            controller.awaitFirstAttempt(Call.within(OPENING));
            return new HostedBackend(backend, List.of(controller), settings);
        } finally {
            if (!opened) {
                backend.close();
            }
        }
    }
}
