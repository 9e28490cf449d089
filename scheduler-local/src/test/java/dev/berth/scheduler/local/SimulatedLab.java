package dev.berth.scheduler.local;

import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.local.cluster.Cluster;
import dev.berth.scheduler.local.cluster.LogFiles;
import dev.berth.scheduler.local.cluster.NodeSettings;
import dev.berth.scheduler.local.cluster.Readiness;
import dev.berth.scheduler.local.cluster.Subscription;
import dev.berth.scheduler.local.cluster.Surroundings;
import dev.berth.scheduler.local.simulation.SimulatedMachine;
import dev.berth.scheduler.local.simulation.VirtualTime;
import dev.berth.scheduler.local.store.StateStore;
import dev.berth.scheduler.local.store.StoreException;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.status.Instance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The embedded backend, from the API down to its store, over a simulated machine. */
final class SimulatedLab implements AutoCloseable {
    private static final long SEED = 4711;

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T00:00:00Z"));
    private final SimulatedMachine machine = new SimulatedMachine(time, (instance, stream) -> {
        throw new AssertionError("nobody reads logs here");
    });
    /** One over all JVMs, as chance is: an id is never given again. */
    private final Random random = new Random(SEED);

    private final LocalConfig config;
    private final Readiness readiness;
    private @Nullable Cluster cluster;
    private @Nullable BackendScheduler scheduler;
    private @Nullable LocalBackend backend;

    SimulatedLab(Path directory) {
        this(directory, Readiness.NONE);
    }

    SimulatedLab(Path directory, Readiness readiness) {
        this(directory, readiness, "one");
    }

    SimulatedLab(Path directory, Readiness readiness, String... nodes) {
        this.config = LocalConfig.in(directory)
                .withNodes(Arrays.stream(nodes)
                        .map(name -> new NodeSettings(
                                name, Map.of(), ResourceAmounts.builder().build()))
                        .toList());
        this.readiness = readiness;
        open();
    }

    private void open() {
        LogFiles logs = new LogFiles(config.stateDirectory().resolve("logs"));
        EmbeddedClient client = new EmbeddedClient(() -> open(logs), logs);
        client.begin();
        BackendContext context = new BackendContext("local", "test", time.wall());
        LocalBackend opened = new LocalBackend(
                client,
                new LocalStatusMapper(LocalProvider.settings(config), context.owner()),
                LocalCapabilities.info(Optional.empty()));
        backend = opened;
        scheduler = new BackendScheduler(opened, new LocalTranslator(), context);
    }

    private Cluster open(LogFiles logs) {
        try {
            Cluster opened = Cluster.open(
                    LocalProvider.settings(config),
                    StateStore.open(config.stateDirectory(), Map.of()),
                    new Surroundings(
                            time.loop(),
                            time.wall(),
                            random,
                            machine.opener(),
                            readiness,
                            (port, protocol) -> true,
                            logs));
            cluster = opened;
            return opened;
        } catch (StoreException | IOException e) {
            throw new AssertionError(e);
        }
    }

    Cluster cluster() {
        return Objects.requireNonNull(cluster);
    }

    BackendScheduler scheduler() {
        return Objects.requireNonNull(scheduler);
    }

    LocalBackend backend() {
        return Objects.requireNonNull(backend);
    }

    SimulatedMachine machine() {
        return machine;
    }

    /** As with the end of a JVM, and another one that comes at once. */
    void restart() {
        cluster().close();
        open();
    }

    /** As with a JVM that ends, and another that comes after that time. */
    void restartAfter(Duration pause) {
        cluster().close();
        advance(pause);
        open();
    }

    void apply(WorkloadSpec.Builder spec) {
        scheduler().workloads().apply(spec.build()).orThrow();
    }

    void remove() {
        scheduler().workloads().remove(LocalLab.ID).orThrow();
    }

    void advance(Duration duration) {
        time.advance(duration);
    }

    List<Instance> instances() {
        return scheduler().workloads().instances(Selector.all());
    }

    Subscription subscribe() {
        return cluster().subscribe(id -> true);
    }

    /** How many changes the state file has seen. */
    long writes() {
        try {
            return cluster().storeVersion();
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        cluster().close();
    }
}
