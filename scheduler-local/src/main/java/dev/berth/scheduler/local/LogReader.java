package dev.berth.scheduler.local;

import dev.berth.scheduler.local.cluster.LogSource;
import dev.berth.scheduler.local.process.LogCursor;
import dev.berth.scheduler.local.process.LogFile;
import dev.berth.scheduler.local.process.LogStream;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads both streams of one instance, merged by time, about 64 KiB of each ahead. Not thread-safe. */
final class LogReader {
    private static final Comparator<LogLine> BY_TIME =
            Comparator.comparing(line -> line.at().orElse(Instant.MIN));

    private final InstanceId instance;
    private final String task;
    private final Map<LogStream, LogCursor> cursors = new EnumMap<>(LogStream.class);
    private final Map<LogStream, Deque<LogLine>> ahead = new EnumMap<>(LogStream.class);
    private final Optional<Instant> since;

    private LogReader(InstanceId instance, String task, Optional<Instant> since) {
        this.instance = instance;
        this.task = task;
        this.since = since;
    }

    /**
     * Begins where a query asks for.
     *
     * @param task the task's name
     */
    static LogReader open(InstanceId instance, String task, LogSource logs, LogQuery query) throws IOException {
        LogReader reader = new LogReader(instance, task, query.since());
        for (LogStream stream : LogStream.values()) {
            LogFile file = logs.log(nameOf(instance), stream);
            LogCursor cursor = begin(file, query);
            cursor.stopAt(file.size());
            reader.cursors.put(stream, cursor);
            reader.ahead.put(stream, new ArrayDeque<>());
        }
        if (query.tail().isPresent()) {
            reader.keepLast(query.tail().getAsInt());
        }
        if (query.follow()) {
            reader.cursors.values().forEach(cursor -> cursor.stopAt(Long.MAX_VALUE));
        }
        return reader;
    }

    private static String nameOf(InstanceId id) {
        return id.workload().namespace() + "." + id.workload().name() + "." + id.uid();
    }

    private static LogCursor begin(LogFile file, LogQuery query) throws IOException {
        if (query.tail().isPresent()) {
            return file.tail(query.tail().getAsInt());
        }
        return query.since().isPresent() ? file.since(query.since().get()) : file.read(0);
    }

    /** Each stream gave that many: of both together the last ones are meant. */
    private void keepLast(int lines) throws IOException {
        for (LogStream stream : LogStream.values()) {
            while (read(stream)) {
                // Everything up to the end of the file, which is at most as many lines as were asked for.
            }
        }
        int surplus = ahead.values().stream().mapToInt(Deque::size).sum() - lines;
        for (int dropped = 0; dropped < surplus; dropped++) {
            take();
        }
    }

    /** The next line that is there. */
    Optional<LogLine> next() throws IOException {
        for (LogStream stream : LogStream.values()) {
            if (queue(stream).isEmpty()) {
                read(stream);
            }
        }
        return first().map(Deque::getFirst);
    }

    /** Takes the line that {@link #next} showed. */
    void take() {
        first().ifPresent(Deque::removeFirst);
    }

    /** The stream whose turn it is. */
    private Optional<Deque<LogLine>> first() {
        return ahead.values().stream()
                .filter(queue -> !queue.isEmpty())
                .min(Comparator.comparing(Deque::getFirst, BY_TIME));
    }

    /** What follows the last line feeds, for those who don't wait for more. */
    void takeRest() throws IOException {
        for (LogStream stream : LogStream.values()) {
            add(stream, cursor(stream).rest());
        }
    }

    private boolean read(LogStream stream) throws IOException {
        List<dev.berth.scheduler.local.process.LogLine> lines = cursor(stream).next();
        add(stream, lines);
        return !lines.isEmpty();
    }

    private void add(LogStream stream, List<dev.berth.scheduler.local.process.LogLine> lines) {
        for (dev.berth.scheduler.local.process.LogLine line : lines) {
            if (since.isEmpty() || !line.time().isBefore(since.get())) {
                queue(stream).add(new LogLine(instance, task, of(stream), Optional.of(line.time()), line.text()));
            }
        }
    }

    private static LogLine.Stream of(LogStream stream) {
        return switch (stream) {
            case OUT -> LogLine.Stream.STDOUT;
            case ERR -> LogLine.Stream.STDERR;
        };
    }

    private Deque<LogLine> queue(LogStream stream) {
        return java.util.Objects.requireNonNull(ahead.get(stream));
    }

    private LogCursor cursor(LogStream stream) {
        return java.util.Objects.requireNonNull(cursors.get(stream));
    }

    /** Waits a little for more. */
    void await(Duration timeout) throws InterruptedException {
        cursor(LogStream.OUT).await(timeout);
    }
}
