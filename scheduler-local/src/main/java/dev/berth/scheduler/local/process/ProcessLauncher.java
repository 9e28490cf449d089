package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Starts and signals processes that outlive the JVM. Thread-safe; the listener is told what happens to them.
 *
 * <p>The processes of one call share shims, at most {@value #BATCH} to a shim: a shim that is killed takes with it the
 * knowledge how its processes end ({@link ProcessEnd.Kind#UNKNOWN}), never the processes.
 */
public final class ProcessLauncher implements AutoCloseable {
    static final int BATCH = 25;
    private static final long MINIMUM_LOG_BYTES = 64 * 1024;

    private final ProcessDirectory directory;
    private final LauncherProgram program;
    private final ProcessTable table;
    private final Shims shims;
    private final PendingLaunches pending;
    private final DirectoryWatch watch;
    private final LauncherKeeper launchers;
    private final LogSignals logSignals = new LogSignals();
    private final long logBytes;
    private final ProcessSweep sweep;
    private final ProcessAdoption adoption;
    private final AtomicLong batches = new AtomicLong();
    private final String run =
            Long.toHexString(System.nanoTime()) + "-" + ProcessHandle.current().pid();

    private ProcessLauncher(ProcessDirectory directory, HostTools tools, ProcessListener listener, long logBytes)
            throws IOException {
        this.directory = directory;
        this.logBytes = checked(logBytes);
        program = LauncherProgram.of(tools, directory);
        table = ProcessTable.open();
        shims = new Shims(table);
        adoption = new ProcessAdoption(directory, table);
        pending = new PendingLaunches(directory, listener);
        watch = new DirectoryWatch();
        watch.add(
                directory.events(),
                new ProcessEvents(directory, listener, shims, pending::settled),
                StandardWatchEventKinds.ENTRY_CREATE);
        launchers = new LauncherKeeper(() -> LauncherProcess.start(program, directory, logBytes), pending::abandon);
        sweep = new ProcessSweep(directory, table, adoption, launchers::send);
        LogKeeper keeper = new LogKeeper(directory, logBytes, logSignals, launchers::send);
        watch.add(
                directory.logs(),
                keeper,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
        keeper.overflowed();
        watch.start();
    }

    /**
     * Starts a launcher over a state directory of which this JVM is the only user.
     *
     * @param logBytes how much of each log file is kept on disk, softly: 64 KiB or more
     */
    public static ProcessLauncher open(ProcessDirectory directory, ProcessListener listener, long logBytes)
            throws IOException {
        return open(directory, HostTools.find().withPerl(), listener, logBytes);
    }

    static ProcessLauncher open(ProcessDirectory directory, HostTools tools, ProcessListener listener, long logBytes)
            throws IOException {
        return new ProcessLauncher(directory, tools, listener, logBytes);
    }

    /**
     * Starts processes. Returns those that can't start, with the reason; the listener is told of all others.
     *
     * @throws ProcessException if the launch can't be written (a full disk); nothing was started then
     */
    public Map<ProcessName, ProcessEnd> start(List<Launch> launches) {
        Map<ProcessName, ProcessEnd> refused = new LinkedHashMap<>();
        List<Launch> startable = new ArrayList<>();
        LaunchCheck check = new LaunchCheck();
        for (Launch launch : launches) {
            check.refusal(launch)
                    .or(() -> program.refusal(launch))
                    .ifPresentOrElse(
                            reason -> refused.put(launch.name(), ProcessEnd.notStarted(reason)),
                            () -> startable.add(launch));
        }
        write(startable).forEach((file, batch) -> launchers.send("start " + file.getFileName()));
        return refused;
    }

    /** Sends a signal to the whole groups of main processes, of those that still are what they were. */
    public void signalGroups(int signal, Collection<ProcessIdentity> mains) {
        signal(signal, shims.living(mains), "-");
    }

    /** Sends a signal to single processes, of those that still are what they were. */
    public void signal(int signal, Collection<ProcessIdentity> processes) {
        signal(signal, processes.stream().filter(table::isAlive).toList(), "");
    }

    /** Between the look and the signal lies a millisecond; numbers are given out in turn and not again so soon. */
    private void signal(int signal, Collection<ProcessIdentity> processes, String sign) {
        String targets =
                processes.stream().map(process -> sign + process.processId()).collect(Collectors.joining(" "));
        if (!targets.isEmpty()) {
            launchers.send("signal " + signal + " " + targets);
        }
    }

    long launcherId() {
        return launchers.processId();
    }

    /** Those of main processes that have executed their program and have not ended; about 30 microseconds for each. */
    public Set<ProcessIdentity> executed(Collection<ProcessIdentity> mains) {
        return mains.stream()
                .filter(main -> table.hasExecuted(main.processId(), Leftovers.VARIABLE))
                .collect(Collectors.toSet());
    }

    /** For how long a process has run, by the kernel's clock; zero when that can't be told. */
    public Duration age(ProcessIdentity process) {
        return table.age(process);
    }

    /** The living processes that instances have left behind, by the value of their variable: see {@link Leftovers}. */
    public Map<String, List<ProcessIdentity>> leftovers(Map<String, ProcessIdentity> mains) throws IOException {
        return mains.isEmpty() ? Map.of() : new Leftovers(table).of(mains);
    }

    /** One stream of the log of an instance. */
    public LogFile log(String instance, LogStream stream) {
        return new LogFile(directory, instance, stream, logBytes, logSignals);
    }

    /**
     * Looks for ends that were not told, as happens when a shim was killed; answers those that ended. Each living process
     * costs about 20 microseconds, so it may be called every few seconds.
     */
    public Map<ProcessName, ProcessState> sweep(Map<ProcessName, ProcessIdentity> running) throws IOException {
        Map<ProcessName, ProcessState> ended = sweep.sweep(running);
        ended.keySet().forEach(shims::ended);
        return ended;
    }

    private static long checked(long logBytes) {
        if (logBytes < MINIMUM_LOG_BYTES) {
            throw new IllegalArgumentException(
                    "logBytes (=%d) must be %d or more".formatted(logBytes, MINIMUM_LOG_BYTES));
        }
        return logBytes;
    }

    /** What became of processes that an earlier JVM was about to start: see {@link ProcessAdoption}. */
    public Map<ProcessName, ProcessState> adopt(Collection<ProcessName> names) throws IOException {
        return adoption.adopt(names);
    }

    /** Every main process that is recorded here and lives, whoever started it. */
    public Map<ProcessName, ProcessIdentity> living() throws IOException {
        return adoption.living();
    }

    /** Stops watching. The processes go on. */
    @Override
    public void close() throws IOException {
        launchers.close();
        watch.close();
    }

    private Map<Path, List<Launch>> write(List<Launch> launches) {
        Map<Path, List<Launch>> files = new LinkedHashMap<>();
        int count = (launches.size() + BATCH - 1) / BATCH;
        try {
            for (int i = 0; i < count; i++) {
                List<Launch> batch = launches.subList(launches.size() * i / count, launches.size() * (i + 1) / count);
                Path file = directory.launches().resolve(run + "-" + batches.incrementAndGet());
                files.put(directory.write(file, program.batch(batch)), batch);
            }
        } catch (IOException e) {
            files.keySet().forEach(ProcessLauncher::discard);
            throw new ProcessException("the launch can't be written to %s: %s".formatted(directory.launches(), e), e);
        }
        files.forEach((file, batch) ->
                pending.add(file, batch.stream().map(Launch::name).toList()));
        return files;
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ProcessException("the unused launch %s can't be deleted".formatted(file), e);
        }
    }
}
