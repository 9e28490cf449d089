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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads both streams of all tasks of one instance, merged by time, about 64 KiB of each ahead. Not thread-safe. */
final class LogReader {
    private static final Comparator<LogLine> BY_TIME =
            Comparator.comparing(line -> line.at().orElse(Instant.MIN));

    private final InstanceId instance;
    private final Map<Source, LogCursor> cursors = new LinkedHashMap<>();
    private final Map<Source, Deque<LogLine>> ahead = new LinkedHashMap<>();
    /** Those that had nothing when they were read last. */
    private final Set<Source> dry = new HashSet<>();

    private final Optional<Instant> since;

    private LogReader(InstanceId instance, Optional<Instant> since) {
        this.instance = instance;
        this.since = since;
    }

    private record Source(String task, LogStream stream) {}

    /**
     * Begins where a query asks for.
     *
     * @param tasks their names, MAIN's first
     */
    static LogReader open(InstanceId instance, List<String> tasks, LogSource logs, LogQuery query) throws IOException {
        LogReader reader = new LogReader(instance, query.since());
        String main = nameOf(instance);
        for (int place = 0; place < tasks.size(); place++) {
            String name = place == 0 ? main : main + "." + tasks.get(place);
            for (LogStream stream : LogStream.values()) {
                reader.begin(new Source(tasks.get(place), stream), logs.log(name, stream), query);
            }
        }
        if (query.tail().isPresent()) {
            reader.keepLast(query.tail().getAsInt());
        }
        if (query.follow()) {
            reader.cursors.values().forEach(cursor -> cursor.stopAt(Long.MAX_VALUE));
        }
        return reader;
    }

    private void begin(Source source, LogFile file, LogQuery query) throws IOException {
        LogCursor cursor = begin(file, query);
        cursor.stopAt(file.size());
        cursors.put(source, cursor);
        ahead.put(source, new ArrayDeque<>());
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
        for (Source source : cursors.keySet()) {
            while (read(source)) {
                // Everything up to the end of the file, which is at most as many lines as were asked for.
            }
        }
        int surplus = ahead.values().stream().mapToInt(Deque::size).sum() - lines;
        for (int dropped = 0; dropped < surplus; dropped++) {
            take();
        }
    }

    /** Whether all lines read of a source are taken, and there were some when it was read last. */
    boolean isBehind() {
        return cursors.keySet().stream().anyMatch(source -> queue(source).isEmpty() && !dry.contains(source));
    }

    /** Reads on where all lines read are taken. A file is opened for that, so it is not to be done for each line. */
    void read() throws IOException {
        for (Source source : cursors.keySet()) {
            if (queue(source).isEmpty()) {
                if (read(source)) {
                    dry.remove(source);
                } else {
                    dry.add(source);
                }
            }
        }
    }

    /** The next line of those read. */
    Optional<LogLine> next() {
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
        for (Source source : cursors.keySet()) {
            add(source, cursor(source).rest());
        }
    }

    private boolean read(Source source) throws IOException {
        List<dev.berth.scheduler.local.process.LogLine> lines = cursor(source).next();
        add(source, lines);
        return !lines.isEmpty();
    }

    private void add(Source source, List<dev.berth.scheduler.local.process.LogLine> lines) {
        for (dev.berth.scheduler.local.process.LogLine line : lines) {
            if (since.isEmpty() || !line.time().isBefore(since.get())) {
                queue(source)
                        .add(new LogLine(
                                instance, source.task(), of(source.stream()), Optional.of(line.time()), line.text()));
            }
        }
    }

    private static LogLine.Stream of(LogStream stream) {
        return switch (stream) {
            case OUT -> LogLine.Stream.STDOUT;
            case ERR -> LogLine.Stream.STDERR;
        };
    }

    private Deque<LogLine> queue(Source source) {
        return Objects.requireNonNull(ahead.get(source));
    }

    private LogCursor cursor(Source source) {
        return Objects.requireNonNull(cursors.get(source));
    }

    /** Waits a little for more. */
    void await(Duration timeout) throws InterruptedException {
        cursors.values().iterator().next().await(timeout);
    }
}
