package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.process.Launch;
import dev.berth.scheduler.local.process.LogFile;
import dev.berth.scheduler.local.process.LogStream;
import dev.berth.scheduler.local.process.ProcessDirectory;
import dev.berth.scheduler.local.process.ProcessEnd;
import dev.berth.scheduler.local.process.ProcessException;
import dev.berth.scheduler.local.process.ProcessIdentity;
import dev.berth.scheduler.local.process.ProcessLauncher;
import dev.berth.scheduler.local.process.ProcessName;
import dev.berth.scheduler.local.process.ProcessState;
import dev.berth.scheduler.local.process.Signals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Real processes of this machine. */
public final class LauncherDriver implements ProcessDriver {
    private static final Logger LOGGER = LoggerFactory.getLogger(LauncherDriver.class);

    private static final int KILL = 9;
    private static final int IDLE_SECONDS = 10;

    private final ProcessDirectory directory;
    private final ProcessLauncher launcher;
    private final ThreadPoolExecutor looks;

    private LauncherDriver(ProcessDirectory directory, ProcessLauncher launcher) {
        this.directory = directory;
        this.launcher = launcher;
        looks = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "berth-leftovers");
            thread.setDaemon(true);
            return thread;
        });
        looks.allowCoreThreadTimeOut(true);
    }

    /**
     * Processes whose ends are recorded below {@code state}.
     *
     * @param logBytes how much of each log is kept
     */
    public static Opener in(Path state, Path logs, long logBytes) {
        return listener -> {
            try {
                ProcessDirectory directory = ProcessDirectory.open(state, logs);
                return new LauncherDriver(directory, ProcessLauncher.open(directory, listener, logBytes));
            } catch (ProcessException e) {
                throw new IOException(e.getMessage(), e);
            }
        };
    }

    @Override
    public Map<ProcessName, ProcessEnd> start(List<Launch> launches) {
        return launcher.start(launches);
    }

    @Override
    public void signalGroups(String signal, Collection<ProcessIdentity> mains) {
        launcher.signalGroups(Signals.parse(signal).orElseThrow(), mains);
    }

    @Override
    public void kill(Collection<ProcessIdentity> processes) {
        launcher.signal(KILL, processes);
    }

    @Override
    public Map<ProcessName, ProcessState> look(Collection<ProcessName> names) throws IOException {
        return names.isEmpty() ? Map.of() : launcher.adopt(names);
    }

    @Override
    public Map<ProcessName, ProcessIdentity> living() throws IOException {
        return launcher.living();
    }

    @Override
    public Map<ProcessName, ProcessState> sweep(Map<ProcessName, ProcessIdentity> running) throws IOException {
        return launcher.sweep(running);
    }

    @Override
    public Set<ProcessIdentity> executed(Collection<ProcessIdentity> mains) {
        return launcher.executed(mains);
    }

    @Override
    public Duration age(ProcessIdentity process) {
        return launcher.age(process);
    }

    @Override
    public void leftovers(Map<String, ProcessIdentity> mains, Consumer<Map<String, List<ProcessIdentity>>> told) {
        try {
            looks.execute(() -> told.accept(look(mains)));
        } catch (RejectedExecutionException e) {
            LOGGER.debug("closed: whoever opens the state next looks again");
        }
    }

    private Map<String, List<ProcessIdentity>> look(Map<String, ProcessIdentity> mains) {
        try {
            return launcher.leftovers(mains);
        } catch (IOException | RuntimeException e) {
            LOGGER.warn("what ended processes left behind can't be looked for: {}", e.toString());
            return Map.of();
        }
    }

    @Override
    public LogFile log(String instance, LogStream stream) {
        return launcher.log(instance, stream);
    }

    @Override
    public void forget(Collection<ProcessName> names) throws IOException {
        directory.forget(names);
    }

    @Override
    public void deleteLogs(String instance) throws IOException {
        directory.deleteLogs(instance);
    }

    @Override
    public void close() {
        looks.shutdown();
        try {
            launcher.close();
        } catch (IOException e) {
            LOGGER.warn("the launcher could not be closed: {}", e.toString());
        }
    }
}
