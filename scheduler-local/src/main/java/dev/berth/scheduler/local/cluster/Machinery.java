package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.process.ProcessEnd;
import dev.berth.scheduler.local.process.ProcessIdentity;
import dev.berth.scheduler.local.process.ProcessListener;
import dev.berth.scheduler.local.process.ProcessName;
import dev.berth.scheduler.local.storage.Storage;
import dev.berth.scheduler.local.store.StoreException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The parts of a cluster that act, put together; and the way from a process's notices to them. */
final class Machinery implements ProcessListener {
    private final Surroundings surroundings;
    private final ProcessDriver driver;
    private final Endings endings;
    private final Runs runs;
    private final BatchRuns batches;
    private final Adoption adoption;
    private final Retention retention;
    private final NodeLosses losses;
    private final Pass pass;
    private final Awaited awaited = new Awaited();

    private Machinery(
            ClusterSettings settings,
            ClusterState state,
            NodeParts nodes,
            Surroundings surroundings,
            ProcessDriver driver,
            Runnable publish) {
        this.surroundings = surroundings;
        this.driver = driver;
        Loop loop = surroundings.loop();
        Storage storage = new Storage(settings.places());
        Parts parts = new Parts(
                settings,
                state,
                loop,
                new SteadyTime(surroundings.clock(), loop),
                surroundings.clock(),
                driver,
                surroundings.readiness(),
                new Launches(settings, nodes.roster(), storage),
                new Ports(settings, state, surroundings.ports()),
                nodes.roster(),
                nodes.globals(),
                nodes.placer(),
                awaited,
                publish);
        retention = new Retention(state, driver, surroundings.logs(), storage);
        Starter starter = new Starter(parts);
        Stopper stopper = new Stopper(parts, starter, retention);
        Uids uids = new Uids(surroundings.random(), id -> state.find(id).isPresent());
        BatchRuns batches = new BatchRuns(parts, stopper, retention, uids);
        this.batches = batches;
        this.endings = new Endings(parts, starter, retention, batches, this::request);
        this.runs = new Runs(parts, stopper, this::request);
        this.adoption = new Adoption(parts, runs, endings);
        this.losses = new NodeLosses(parts, stopper, endings, batches, adoption, this::request);
        Reconciler reconciler =
                new Reconciler(parts, stopper, endings, batches, uids, new Rollouts(parts, this::request), losses);
        this.pass = new Pass(parts, reconciler, starter, stopper, endings, runs, retention, adoption);
    }

    /** Puts it together and takes over what runs; called by the loop once the state is loaded. */
    static Machinery begin(
            ClusterSettings settings, ClusterState state, NodeParts nodes, Surroundings surroundings, Runnable publish)
            throws IOException, StoreException {
        Relay relay = new Relay(surroundings.loop());
        ProcessDriver driver = surroundings.processes().open(relay);
        boolean begun = false;
        try {
            Machinery machinery = new Machinery(settings, state, nodes, surroundings, driver, publish);
            relay.target = machinery;
            driver.unreachable().forEach(machinery.losses::lost);
            machinery.adoption.adopt();
            machinery.retention.begin();
            machinery.pass.request();
            begun = true;
            return machinery;
        } finally {
            if (!begun) {
                relay.target = null;
                driver.close();
            }
        }
    }

    /** Asks for a look at what changed. */
    void request() {
        pass.request();
    }

    /** The same, a moment later. */
    void requestSoon() {
        pass.requestSoon();
    }

    @Override
    public void started(ProcessName name, ProcessIdentity identity) {
        Optional<LiveInstance> found = endings.find(name);
        found.filter(instance -> instance.row().run().identity().isEmpty())
                .ifPresent(instance -> runs.running(instance, identity));
        found.ifPresent(awaited::heard);
        pass.requestSoon();
    }

    @Override
    public void ended(ProcessName name, ProcessEnd end, boolean alone) {
        Optional<LiveInstance> found = endings.find(name);
        Optional<Instant> now = Optional.of(surroundings.clock().instant());
        endings.ended(name, Terminations.of(end, now), alone);
        if (found.filter(awaited::heard).isPresent()) {
            pass.request();
        } else {
            pass.requestSoon();
        }
    }

    /** Takes away all that is kept of a run that was forgotten. */
    void forget(LiveRun run) {
        batches.forget(run);
        pass.request();
    }

    NodeLosses losses() {
        return losses;
    }

    LogSource logs() {
        return driver;
    }

    /** Lets go of the processes, which go on; called by the loop. */
    void end() {
        driver.close();
    }

    /** Takes notices on a thread of the driver's to the loop, which comes to them when the machinery is complete. */
    private static final class Relay implements ProcessListener {
        private final Loop loop;
        private @Nullable ProcessListener target;

        Relay(Loop loop) {
            this.loop = loop;
        }

        @Override
        public void started(ProcessName name, ProcessIdentity identity) {
            send(listener -> listener.started(name, identity));
        }

        @Override
        public void ended(ProcessName name, ProcessEnd end, boolean alone) {
            send(listener -> listener.ended(name, end, alone));
        }

        private void send(Consumer<ProcessListener> notice) {
            loop.offer(() -> {
                if (target != null) {
                    notice.accept(target);
                }
            });
        }
    }
}
