package dev.berth.scheduler.local.simulation;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.local.LocalConfig;
import dev.berth.scheduler.local.LocalProvider;
import dev.berth.scheduler.local.cluster.Cluster;
import dev.berth.scheduler.local.cluster.ClusterSettings;
import dev.berth.scheduler.local.cluster.LogFiles;
import dev.berth.scheduler.local.cluster.PortCheck;
import dev.berth.scheduler.local.cluster.Subscription;
import dev.berth.scheduler.local.cluster.Surroundings;
import dev.berth.scheduler.local.process.Launch;
import dev.berth.scheduler.local.store.StateStore;
import dev.berth.scheduler.local.store.StoreException;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The embedded backend, complete, over processes that are only simulated and a clock that goes when it is told to: for
 * tests of what is built on Berth. Thousands of nodes and hours cost seconds, and nothing is left to luck: the same
 * simulation and the same calls by one thread give the same {@link #events}, byte for byte.
 *
 * <pre>{@code
 * try (SimulatedCluster cluster = SimulatedCluster.open(Simulation.ofNodes(1000, 42))) {
 *     cluster.scheduler().workloads().apply(spec);
 *     cluster.advance(Duration.ofSeconds(5));
 *     ...
 * }
 * }</pre>
 *
 * <p>Calls are answered at once, in no simulated time. A watch is followed by a thread of its own as always.
 */
public final class SimulatedCluster implements AutoCloseable {
    private static final Duration RECOVERY = Duration.ofMinutes(1);
    /** Keeps what is drawn for one kind of fault apart from the others. */
    private static final long DELAYS = 0x6465_6c61_7973L;

    private final VirtualTime time;
    private final SimulatedMachine machine;
    private final SimulatedLogs logs;
    private final Path directory;
    private final Simulation simulation;
    private final PortCheck ports;
    private final Random names;
    private final Random chances;
    private final EventLog events = new EventLog();
    private final SimulatedNodes nodes;
    private final BackendContext context;
    private final Backend backend;
    private final Scheduler scheduler;
    private @Nullable Subscription news;
    private @Nullable Cluster server;
    private @Nullable SimulatedControl control;
    private volatile boolean down;

    private SimulatedCluster(Simulation simulation, PortCheck ports) throws IOException {
        this.simulation = simulation;
        this.ports = ports;
        this.time = new VirtualTime(simulation.start());
        this.directory = Files.createTempDirectory("berth-simulation-");
        this.logs = new SimulatedLogs(time, directory.resolve("processes"), directory.resolve("logs"));
        this.machine = new SimulatedMachine(time, logs);
        this.names = new Random(simulation.seed());
        this.chances = new Random(~simulation.seed());
        behaving(launch -> Behaviour.usual());
        machine.losingNotices(() -> chances.nextDouble() < simulation.faults().lostNotices());
        Random delays = new Random(simulation.seed() ^ DELAYS);
        machine.delaying(() -> simulation.faults().delay(delays));
        this.nodes = new SimulatedNodes(time, machine, simulation);
        this.context = new BackendContext("simulated", "simulation", time.wall());
        this.backend =
                LocalProvider.simulated(LocalConfig.in(directory).withNodes(simulation.nodes()), context, this::open);
        this.scheduler = new BackendScheduler(backend, new LocalProvider().translator(), context);
    }

    /** Opens a cluster in which every port is free. What it keeps on the disk is deleted when it is closed. */
    public static SimulatedCluster open(Simulation simulation) {
        return open(simulation, (port, protocol) -> true);
    }

    /** Opens a cluster on a machine with these ports. */
    public static SimulatedCluster open(Simulation simulation, PortCheck ports) {
        try {
            return new SimulatedCluster(simulation, ports);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Cluster open(ClusterSettings settings, StateStore store, Path logFiles) throws StoreException, IOException {
        if (down) {
            store.close();
            throw ContactException.unavailable("the simulated server is down", Effect.NONE, null);
        }
        Cluster opened = Cluster.open(
                settings.withNodes(nodes.all()),
                store,
                new Surroundings(
                        time.loop(),
                        time.wall(),
                        names,
                        machine.opener(),
                        new SimulatedReadiness(time, machine),
                        ports,
                        new LogFiles(logFiles)));
        news = opened.subscribe(id -> true);
        server = opened;
        nodes.begin(opened);
        return opened;
    }

    /** The way to the cluster; calls have a limit of their own as with any backend. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /** What is behind {@link #scheduler}, for those that build further clients or controllers on it. */
    public Backend backend() {
        return backend;
    }

    /** What goes with {@link #backend}. */
    public BackendContext context() {
        return context;
    }

    /** The clock on the wall, as the cluster sees it. */
    public Clock clock() {
        return time.wall();
    }

    /** A clock that only goes forward, in nanoseconds since the beginning. */
    public long nanoTime() {
        return time.nanoTime();
    }

    /** The nodes, and what can happen to them. */
    public SimulatedNodes nodes() {
        return nodes;
    }

    /** What processes write. */
    public SimulatedLogs logs() {
        return logs;
    }

    /** A directory with a file for each secret, for its owner only: {@code NAME}, or {@code NAME/KEY}. */
    public Path secrets() {
        return directory.resolve("secrets");
    }

    /** How processes behave that are launched from now on, where no fault strikes. */
    public void behaving(Function<Launch, Behaviour> how) {
        time.exclusively(() -> machine.behaving(launch -> simulation.faults().strike(how.apply(launch), chances)));
    }

    /** What processes do that are launched from now on. */
    public void programs(Function<Launch, SimulatedProgram> which) {
        time.exclusively(() -> machine.programs(which));
    }

    /** What runs, in the order of the launches. */
    public List<Launch> running() {
        return time.exclusively(machine::running);
    }

    /** Does something in between what happens: for what is not of one thread, such as programs. */
    public void exclusively(Runnable work) {
        time.exclusively(work);
    }

    /** Ends the process of a launch by a signal behind everybody's back. */
    public void kill(Launch launch) {
        time.exclusively(() -> machine.kill(launch.name()));
    }

    /** Ends the process of a launch so that nobody can know how: it is found to be gone, sooner or later. */
    public void loseEnd(Launch launch) {
        time.exclusively(() -> machine.loseEnd(launch.name()));
    }

    /**
     * Ends the server as {@code kill -9} of its JVM does: what it had written down is on the disk, what runs goes on, every
     * call fails as UNAVAILABLE, and watches begin anew once {@link #recover} was called. What {@link #control} started has
     * died with it; who else controls the cluster has to be ended, too.
     */
    public void crash() {
        endControl();
        down = true;
        Cluster open = server;
        if (open != null) {
            open.close();
        }
    }

    /** Starts the server again; returns when it has taken over what runs. */
    public void recover() {
        down = false;
        backend.ids(Selector.all(), Call.within(RECOVERY));
    }

    /**
     * Starts a controller, as the agent and most embedders have one: from now on ticks of CRONs are fired and failed
     * rollouts are answered. It acts only while time passes by {@link #advance}, and by the thread that calls that, so the
     * same calls still give the same events.
     *
     * @throws IllegalStateException when there is one
     */
    public void control() {
        SimulatedControl started = SimulatedControl.of(this);
        control = started;
        look(started);
    }

    private void endControl() {
        SimulatedControl present = control;
        control = null;
        if (present != null) {
            present.close();
        }
    }

    private static void look(SimulatedControl controller) {
        try {
            controller.look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Has something happen when so much time has passed. It happens while time stands, so it may ask the cluster nothing
     * itself: who wants to does so on another thread.
     */
    public void after(Duration delay, Runnable work) {
        VirtualTime.Event unused = time.after(delay, work);
    }

    /** Lets time pass, from one event to the next. */
    public void advance(Duration duration) {
        long end = time.nanoTime() + duration.toNanos();
        follow();
        for (long left = duration.toNanos(); left > 0; left = end - time.nanoTime()) {
            time.advance(time.untilNext(Duration.ofNanos(left)));
            follow();
        }
    }

    /** Notes what happened, and lets the controller act until nothing more comes of it. */
    private void follow() {
        boolean happened = note();
        SimulatedControl controller = control;
        while (controller != null && acts(controller, happened)) {
            time.advance(Duration.ZERO);
            happened = note();
        }
    }

    private static boolean acts(SimulatedControl controller, boolean happened) {
        if (happened) {
            look(controller);
        }
        return controller.act();
    }

    /** Lets time pass likewise, without a note in {@link #events}. */
    public void pass(Duration duration) {
        time.advance(duration);
    }

    private boolean note() {
        Subscription open = news;
        return open != null && events.take(open, time.wall().instant());
    }

    /** What happened until time last went on, a line each: when, what, and its state. */
    public List<String> events() {
        return events.lines();
    }

    @Override
    public void close() {
        endControl();
        backend.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
