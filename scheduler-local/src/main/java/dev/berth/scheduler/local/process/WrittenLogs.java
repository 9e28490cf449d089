package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Logs that this JVM writes, where there are no processes to do it. Nothing is dropped. Thread-safe. */
public final class WrittenLogs {
    private final ProcessDirectory directory;
    private final LogSignals signals = new LogSignals();
    private final Map<Path, LogIndex> indexes = new HashMap<>();

    private WrittenLogs(ProcessDirectory directory) {
        this.directory = directory;
    }

    /** Makes the directories if they aren't there. */
    public static WrittenLogs in(Path root, Path logs) throws IOException {
        return new WrittenLogs(ProcessDirectory.open(root, logs));
    }

    public LogFile log(String instance, LogStream stream) {
        // No file is half as long: reading starts at its beginning.
        return new LogFile(directory, instance, stream, Long.MAX_VALUE / 2, signals);
    }

    /** Appends a line, written at {@code time}. */
    public synchronized void append(String instance, LogStream stream, String line, Instant time) throws IOException {
        Path file = directory.log(instance, stream);
        Files.writeString(
                file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        LogIndex index = indexes.get(file);
        if (index == null) {
            index = new LogIndex(directory, file);
            indexes.put(file, index);
        }
        index.add(time.toEpochMilli(), Files.size(file), 0);
        signals.changed(String.valueOf(file.getFileName()));
    }

    public synchronized void delete(String instance) throws IOException {
        for (LogStream stream : LogStream.values()) {
            indexes.remove(directory.log(instance, stream));
        }
        directory.deleteLogs(instance);
    }
}
