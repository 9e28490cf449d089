package dev.berth.scheduler.local.simulation;

import dev.berth.scheduler.local.cluster.LogSource;
import dev.berth.scheduler.local.cluster.ProcessDriver;
import dev.berth.scheduler.local.process.Launch;
import dev.berth.scheduler.local.process.ProcessEnd;
import dev.berth.scheduler.local.process.ProcessIdentity;
import dev.berth.scheduler.local.process.ProcessListener;
import dev.berth.scheduler.local.process.ProcessName;
import dev.berth.scheduler.local.process.Signals;
import dev.berth.scheduler.spec.ProbeCheck;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Processes that outlive whoever starts them, as real ones do: drivers come and go, what happens meanwhile is recorded.
 * How each behaves is said by a function of its launch. Of one thread.
 */
public final class SimulatedMachine {
    private static final String BOOT = "simulated";
    private static final int FIRST_ID = 1000;
    private static final int KILL = 9;
    private static final ProcessEnd UNKNOWN =
            new ProcessEnd(ProcessEnd.Kind.UNKNOWN, -1, "it ran on a node that was lost");

    private static final ProcessEnd UNRECORDED =
            new ProcessEnd(ProcessEnd.Kind.UNKNOWN, -1, "it is gone and its end was not recorded");

    private final VirtualTime time;
    private final LogSource logs;
    private final Map<ProcessName, SimulatedProcess> processes = new LinkedHashMap<>();
    private final Map<String, Integer> calls = new TreeMap<>();
    private Function<Launch, Behaviour> behaviours = launch -> Behaviour.usual();
    private Function<Launch, SimulatedProgram> programs = launch -> SimulatedProgram.NONE;
    private final Set<String> unreachable = new TreeSet<>();
    private BooleanSupplier losing = () -> false;
    private Supplier<Duration> delays = () -> Duration.ZERO;
    private @Nullable SimulatedDriver driver;
    private boolean knowsTheAlone = true;
    private long lastId = FIRST_ID;

    /**
     * A machine without processes.
     *
     * @param logs what its processes are said to have written
     */
    public SimulatedMachine(VirtualTime time, LogSource logs) {
        this.time = time;
        this.logs = logs;
    }

    /** How processes behave that are launched from now on. */
    public void behaving(Function<Launch, Behaviour> how) {
        behaviours = how;
    }

    /** What the processes that are launched from now on do while they run. */
    public void programs(Function<Launch, SimulatedProgram> which) {
        programs = which;
    }

    /** Asked at each end that happens by itself: whether nobody is told of it. */
    public void losingNotices(BooleanSupplier lost) {
        losing = lost;
    }

    /** Asked at each notice: how long it is on its way. */
    void delaying(Supplier<Duration> delay) {
        delays = delay;
    }

    /** Nothing gets to a node or from there; what runs there runs on. */
    void cutOff(String node) {
        unreachable.add(node);
    }

    /** A node goes down with all that runs there, and can't be reached. */
    void lose(String node) {
        unreachable.add(node);
        for (SimulatedProcess process : List.copyOf(processes.values())) {
            if (process.end() == null && node.equals(node(process.launch()))) {
                process.end(process.identity() == null ? SimulatedDriver.withdrawn() : UNKNOWN);
                process.left().clear();
                process.program().ended();
            }
        }
    }

    /** A node can be reached again. */
    void reach(String node) {
        unreachable.remove(node);
    }

    Set<String> unreachable() {
        return Set.copyOf(unreachable);
    }

    boolean isReachable(SimulatedProcess process) {
        return !unreachable.contains(node(process.launch()));
    }

    private static String node(Launch launch) {
        return launch.environment().getOrDefault("BERTH_NODE", "");
    }

    /** Whether the program of a running process passes a check. */
    boolean passes(ProcessName name, ProbeCheck check) {
        return find(name)
                .filter(process -> process.isRunning() && isReachable(process))
                .filter(process -> process.program().passes(check))
                .isPresent();
    }

    /** Whether it says of a process that ended that it has left nothing behind; it does at first. */
    public void knowingTheAlone(boolean knows) {
        knowsTheAlone = knows;
    }

    /** Opens drivers; the last one opened is the one that is told. */
    public ProcessDriver.Opener opener() {
        return listener -> {
            SimulatedDriver opened = new SimulatedDriver(this, listener);
            driver = opened;
            return opened;
        };
    }

    /** What runs, in the order of the launches. */
    public List<Launch> running() {
        return processes.values().stream()
                .filter(SimulatedProcess::isRunning)
                .map(SimulatedProcess::launch)
                .toList();
    }

    /** Every launch there was, in order. */
    public List<Launch> launched() {
        return processes.values().stream().map(SimulatedProcess::launch).toList();
    }

    /** How many living processes were left behind. */
    public int left() {
        return processes.values().stream()
                .mapToInt(process -> process.left().size())
                .sum();
    }

    /** Ends a process behind everybody's back. */
    public void end(ProcessName name, ProcessEnd how) {
        ended(Objects.requireNonNull(processes.get(name)), how);
    }

    /** Likewise, and nobody is told. */
    public void endUnnoticed(ProcessName name, ProcessEnd how) {
        Objects.requireNonNull(processes.get(name)).end(how);
    }

    /** How often drivers were asked for what, by the name of the method. */
    public Map<String, Integer> calls() {
        return new TreeMap<>(calls);
    }

    void called(String method) {
        calls.merge(method, 1, Integer::sum);
    }

    LogSource logs() {
        return logs;
    }

    void deleteLogs(String instance) throws IOException {
        if (logs instanceof SimulatedLogs written) {
            written.delete(instance);
        }
    }

    Optional<SimulatedProcess> find(ProcessName name) {
        return Optional.ofNullable(processes.get(name));
    }

    Optional<SimulatedProcess> find(ProcessIdentity identity) {
        return processes.values().stream()
                .filter(process -> identity.equals(process.identity()))
                .findFirst();
    }

    Map<ProcessName, ProcessIdentity> living() {
        Map<ProcessName, ProcessIdentity> living = new LinkedHashMap<>();
        processes.forEach((name, process) -> {
            ProcessIdentity identity = process.identity();
            if (identity != null && process.isRunning()) {
                living.put(name, identity);
            }
        });
        return living;
    }

    Duration age(SimulatedProcess process) {
        return Duration.ofNanos(time.nanoTime() - process.startedNanos());
    }

    void launch(Launch launch) {
        if (unreachable.contains(node(launch))) {
            return;
        }
        SimulatedProcess process = new SimulatedProcess(launch, behaviours.apply(launch), programs.apply(launch));
        if (processes.putIfAbsent(launch.name(), process) != null) {
            throw new IllegalStateException(launch.name() + " is started a second time");
        }
        time.after(process.behaviour().startsAfter(), () -> start(process));
    }

    private void start(SimulatedProcess process) {
        if (process.end() != null) {
            return;
        }
        if (process.behaviour().isRefused()) {
            ended(process, process.behaviour().end());
            return;
        }
        ProcessIdentity identity = newIdentity();
        process.start(identity, time.nanoTime());
        for (int count = 0; count < process.behaviour().leaves(); count++) {
            process.left().add(newIdentity());
        }
        tell(process, listening -> listening.started(process.launch().name(), identity));
        process.behaviour()
                .lives()
                .ifPresent(life -> time.after(
                        life, () -> endsByItself(process, process.behaviour().end())));
        process.behaviour().executesAfter().ifPresent(delay -> time.after(delay, () -> execute(process)));
    }

    private void execute(SimulatedProcess process) {
        if (process.isRunning()) {
            process.program().begin(new Run(process));
        }
    }

    private void endsByItself(SimulatedProcess process, ProcessEnd how) {
        if (losing.getAsBoolean()) {
            if (process.end() == null) {
                process.end(how);
            }
        } else {
            ended(process, how);
        }
    }

    private ProcessIdentity newIdentity() {
        lastId++;
        return new ProcessIdentity(lastId, time.nanoTime(), BOOT);
    }

    void signalGroup(SimulatedProcess process, int signal) {
        if (!isReachable(process)) {
            return;
        }
        if (signal == KILL) {
            process.left().clear();
        } else if (process.isRunning() && process.program().signalled(signal)) {
            return;
        }
        Optional<Duration> after = signal == KILL
                ? Optional.of(Duration.ZERO)
                : process.behaviour().stopsAfter();
        after.ifPresent(delay -> {
            if (process.beginEnd() || signal == KILL) {
                time.after(delay, () -> ended(process, new ProcessEnd(ProcessEnd.Kind.SIGNALLED, signal, null)));
            }
        });
    }

    void kill(ProcessName name) {
        find(name)
                .filter(SimulatedProcess::isRunning)
                .ifPresent(process -> ended(process, new ProcessEnd(ProcessEnd.Kind.SIGNALLED, KILL, null)));
    }

    /** Nobody is told, and nothing is recorded but that it is gone. */
    void loseEnd(ProcessName name) {
        find(name).filter(SimulatedProcess::isRunning).ifPresent(process -> {
            process.end(UNRECORDED);
            process.program().ended();
        });
    }

    void kill(Collection<ProcessIdentity> identities) {
        processes.values().forEach(process -> process.left().removeAll(identities));
    }

    private void ended(SimulatedProcess process, ProcessEnd how) {
        if (process.end() == null) {
            process.end(how);
            process.program().ended();
            tell(
                    process,
                    listening -> listening.ended(
                            process.launch().name(),
                            how,
                            knowsTheAlone && process.left().isEmpty()));
        }
    }

    private final class Run implements SimulatedRun {
        private final SimulatedProcess process;

        Run(SimulatedProcess process) {
            this.process = process;
        }

        @Override
        public Launch launch() {
            return process.launch();
        }

        @Override
        public boolean isOver() {
            return !process.isRunning();
        }

        @Override
        public void after(Duration delay, Runnable work) {
            time.after(delay, () -> {
                if (process.isRunning()) {
                    work.run();
                }
            });
        }

        @Override
        public void exit(int code) {
            ended(process, new ProcessEnd(ProcessEnd.Kind.EXITED, code, null));
        }

        @Override
        public void signalled(int signal) {
            ended(process, new ProcessEnd(ProcessEnd.Kind.SIGNALLED, signal, null));
        }
    }

    /** What comes from a node that is cut off is lost; what is on its way already, arrives. */
    private void tell(SimulatedProcess process, Consumer<ProcessListener> telling) {
        SimulatedDriver listening = driver;
        if (listening != null && isReachable(process)) {
            Duration delay = delays.get();
            if (delay.isZero()) {
                listening.tell(telling);
            } else {
                time.after(delay, () -> listening.tell(telling));
            }
        }
    }

    static int number(String signal) {
        return Signals.parse(signal).orElseThrow();
    }
}
