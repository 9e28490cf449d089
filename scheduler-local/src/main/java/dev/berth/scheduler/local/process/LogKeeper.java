package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Keeps the disk usage of logs bounded and notes when they grew, as the kernel tells that they did. The oldest blocks are
 * freed in place, so offsets never move and nothing written meanwhile is lost. The bound is soft by an eighth and by what
 * is written until the blocks are freed.
 */
final class LogKeeper implements DirectoryWatch.Handler {
    private static final long BLOCK = 4096;
    private static final long CHECKPOINT_MILLIS = 100;

    /** Freeing blocks costs a process of about 1 ms: a fast writer may not cause more of them than this. */
    private static final long TRIM_MILLIS = 50;

    private static final int SLACK_PART = 8;

    private final ProcessDirectory directory;
    private final long bound;
    private final LogSignals signals;
    private final Consumer<String> commands;
    private final Map<String, Log> logs = new HashMap<>();

    /** Those with something still to be done: a look at all logs after each notice would cost more the more there are. */
    private final Map<String, Log> unsettled = new HashMap<>();

    private static final class Log {
        private final Path file;
        private final LogIndex index;
        private long size;
        private long freed;
        private boolean noted = true;
        private long trimmedMillis;

        private Log(Path file, LogIndex index) {
            this.file = file;
            this.index = index;
        }

        private long dueMillis() {
            return index.last().map(last -> last.millis() + CHECKPOINT_MILLIS).orElse(0L);
        }
    }

    LogKeeper(ProcessDirectory directory, long bound, LogSignals signals, Consumer<String> commands) {
        this.directory = directory;
        this.bound = bound;
        this.signals = signals;
        this.commands = commands;
    }

    @Override
    public void changed(String fileName) throws IOException {
        if (Arrays.stream(LogStream.values()).noneMatch(stream -> fileName.endsWith(stream.suffix()))) {
            return;
        }
        Path file = directory.logs().resolve(fileName);
        long size;
        try {
            size = Files.size(file);
        } catch (NoSuchFileException e) {
            logs.remove(fileName);
            unsettled.remove(fileName);
            return;
        }
        Log log = logs.get(fileName);
        if (log == null && size == 0) {
            // Nothing is written yet, as in most logs of processes that just start: there is nothing to look after.
            signals.changed(fileName);
            return;
        }
        if (log == null) {
            log = new Log(file, new LogIndex(directory, file));
            logs.put(fileName, log);
        }
        grown(fileName, log, size);
        if (!isSettled(log)) {
            unsettled.put(fileName, log);
        }
        signals.changed(fileName);
    }

    @Override
    public void overflowed() throws IOException {
        try (Stream<Path> files = Files.list(directory.logs())) {
            for (Path file : files.toList()) {
                changed(file.getFileName().toString());
            }
        }
    }

    @Override
    public long settle() throws IOException {
        long wait = Long.MAX_VALUE;
        long now = System.currentTimeMillis();
        for (var entry : unsettled.entrySet()) {
            Log log = entry.getValue();
            trim(entry.getKey(), log);
            if (isOver(log)) {
                wait = Math.min(wait, TRIM_MILLIS);
            }
            if (!log.noted && log.dueMillis() <= now) {
                note(log, now);
            }
            if (!log.noted) {
                // A clock that was set back must not put the note off for long.
                wait = Math.min(wait, Math.min(log.dueMillis() - now, CHECKPOINT_MILLIS));
            }
        }
        unsettled.values().removeIf(this::isSettled);
        return wait;
    }

    private boolean isSettled(Log log) {
        return log.noted && !isOver(log);
    }

    private void grown(String fileName, Log log, long size) throws IOException {
        long known = Math.max(
                log.size, log.index.last().map(LogIndex.Checkpoint::size).orElse(0L));
        if (size < known) {
            log.index.clear();
            log.freed = 0;
        }
        log.size = size;
        log.noted = size == log.index.last().map(LogIndex.Checkpoint::size).orElse(0L);
        trim(fileName, log);
        long now = System.currentTimeMillis();
        if (!log.noted && log.dueMillis() <= now) {
            note(log, now);
        }
    }

    private boolean isOver(Log log) {
        return log.size - log.freed > bound + bound / SLACK_PART;
    }

    private void trim(String fileName, Log log) {
        long now = System.nanoTime() / 1_000_000;
        if (isOver(log) && (log.freed == 0 || now - log.trimmedMillis >= TRIM_MILLIS)) {
            log.trimmedMillis = now;
            log.freed = (log.size - bound) / BLOCK * BLOCK;
            commands.accept("trim " + log.freed + " " + fileName);
        }
    }

    /** A log that was deleted meanwhile took its index with it: none may be left behind. */
    private static void note(Log log, long now) throws IOException {
        log.index.add(now, log.size, log.freed);
        log.noted = true;
        if (!Files.exists(log.file)) {
            log.index.clear();
        }
    }
}
