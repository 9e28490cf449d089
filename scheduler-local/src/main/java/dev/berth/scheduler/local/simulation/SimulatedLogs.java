package dev.berth.scheduler.local.simulation;

import dev.berth.scheduler.local.cluster.LogSource;
import dev.berth.scheduler.local.process.LogFile;
import dev.berth.scheduler.local.process.LogStream;
import dev.berth.scheduler.local.process.WrittenLogs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** What simulated processes write, in real files. Thread-safe. */
public final class SimulatedLogs implements LogSource {
    private final VirtualTime time;
    private final WrittenLogs logs;

    SimulatedLogs(VirtualTime time, Path directory, Path logs) throws IOException {
        this.time = time;
        this.logs = WrittenLogs.in(directory, logs);
    }

    /** Appends a line, at the time it is. */
    public void write(SimulatedRun run, LogStream stream, String line) {
        try {
            logs.append(
                    run.launch().name().instance(), stream, line, time.wall().instant());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public LogFile log(String instance, LogStream stream) {
        return logs.log(instance, stream);
    }

    void delete(String instance) throws IOException {
        logs.delete(instance);
    }
}
