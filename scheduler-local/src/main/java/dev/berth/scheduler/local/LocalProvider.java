package dev.berth.scheduler.local;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.local.agent.AgentBackend;
import dev.berth.scheduler.local.cluster.Cluster;
import dev.berth.scheduler.local.cluster.ClusterSettings;
import dev.berth.scheduler.local.cluster.LauncherDriver;
import dev.berth.scheduler.local.cluster.LogFiles;
import dev.berth.scheduler.local.cluster.PortCheck;
import dev.berth.scheduler.local.cluster.Surroundings;
import dev.berth.scheduler.local.cluster.ThreadLoop;
import dev.berth.scheduler.local.probe.ProbedReadiness;
import dev.berth.scheduler.local.process.PrivateMounts;
import dev.berth.scheduler.local.store.StateStore;
import dev.berth.scheduler.local.store.StoreException;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.BackendProvider;
import dev.berth.scheduler.spi.Settings;
import dev.berth.scheduler.spi.Translator;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;

/** The way into the embedded backend. */
public final class LocalProvider implements BackendProvider<LocalConfig> {
    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** For {@link java.util.ServiceLoader}, and for whoever wires by hand. */
    public LocalProvider() {}

    @Override
    public String type() {
        return LocalConfig.TYPE;
    }

    @Override
    public Class<LocalConfig> configType() {
        return LocalConfig.class;
    }

    @Override
    public LocalConfig configure(Settings settings) {
        return new LocalSettings(settings).read();
    }

    @Override
    public Translator translator() {
        return new LocalTranslator();
    }

    @Override
    public Backend open(LocalConfig config, BackendContext context) {
        return switch (config.run()) {
            case EMBEDDED -> embedded(config, context);
            case AGENT ->
                AgentBackend.starting(
                        config.stateDirectory(),
                        LocalAgent.settings(config, context),
                        () -> LocalAgent.command(config, context));
        };
    }

    /** The cluster in this JVM. */
    static Backend embedded(LocalConfig config, BackendContext context) {
        return over(
                config,
                context,
                LocalCapabilities.info(PrivateMounts.refusal()),
                (settings, store, logs) -> open(config, settings, store, logs, context));
    }

    /** The backend over a cluster whose processes and nodes are simulated, so that everything can be had there. */
    public static Backend simulated(LocalConfig config, BackendContext context, ClusterOpener opener) {
        return over(config, context, LocalCapabilities.simulated(), opener);
    }

    private static Backend over(LocalConfig config, BackendContext context, BackendInfo info, ClusterOpener opener) {
        Path logs = config.stateDirectory().resolve("logs");
        ClusterSettings settings = settings(config);
        EmbeddedClient client =
                new EmbeddedClient(() -> open(config, settings, logs, context, opener), new LogFiles(logs));
        client.begin();
        return new LocalBackend(client, new LocalStatusMapper(settings, context.owner()), info);
    }

    static ClusterSettings settings(LocalConfig config) {
        return new ClusterSettings(
                ThisMachine.hostname(),
                config.address(),
                config.firstPort(),
                config.lastPort(),
                config.nodes(),
                System.getenv().getOrDefault("PATH", USUAL_PATH),
                config.places());
    }

    private static Cluster open(
            LocalConfig config, ClusterSettings settings, Path logs, BackendContext context, ClusterOpener opener) {
        try {
            StateStore store = StateStore.open(
                    config.stateDirectory(),
                    Map.of(
                            "createdBy", context.owner(),
                            "createdAt", context.clock().instant().toString()));
            return opener.open(settings, store, logs);
        } catch (StoreException e) {
            throw LocalErrors.of(e);
        } catch (IOException e) {
            throw LocalErrors.of(e);
        }
    }

    private static Cluster open(
            LocalConfig config, ClusterSettings settings, StateStore store, Path logs, BackendContext context)
            throws StoreException, IOException {
        Surroundings surroundings = new Surroundings(
                new ThreadLoop("berth-local-" + context.name()),
                context.clock(),
                new SecureRandom(),
                LauncherDriver.in(store.directory().resolve("processes"), logs, config.logBytes()),
                ProbedReadiness.at(settings.address()),
                PortCheck::byBinding,
                new LogFiles(logs));
        return Cluster.open(settings, store, surroundings);
    }

    /** Opens a cluster over a state, which it then owns. */
    public interface ClusterOpener {
        Cluster open(ClusterSettings settings, StateStore store, Path logs) throws StoreException, IOException;
    }
}
