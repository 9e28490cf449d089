package dev.berth.scheduler.swarm;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import dev.berth.scheduler.swarm.engine.RawLogLine;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The output of all tasks of the services that a query means, those to come included. A manager sends the lines of one
 * service as its nodes do: in order for each instance.
 */
final class SwarmLogFeed implements Feed<LogLine> {
    private static final String TASK = "main";

    /** How long a line of another service may have to wait, as one is waited for at a time. */
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final Deque<Source> sources = new ArrayDeque<>();

    private SwarmLogFeed() {}

    /** One feed of a manager's. */
    private record Source(WorkloadId id, Feed<RawLogLine> lines) {}

    static SwarmLogFeed open(SwarmClient client, SwarmReader reader, LogQuery query, String owner, Call call) {
        SwarmLogFeed feed = new SwarmLogFeed();
        SwarmClient.LogOptions options = new SwarmClient.LogOptions(query.since(), query.tail(), query.follow());
        try {
            paths(reader, query, owner, call)
                    .forEach((path, id) -> feed.sources.add(new Source(id, client.logs(path, options, call))));
            return feed;
        } catch (RuntimeException e) {
            feed.close();
            throw e;
        }
    }

    private static Map<String, WorkloadId> paths(SwarmReader reader, LogQuery query, String owner, Call call) {
        Map<String, WorkloadId> paths = new LinkedHashMap<>();
        if (query.instance().isPresent()) {
            InstanceId instance = query.instance().get();
            if (query.workloads().couldMatch(instance.workload())) {
                paths.put("tasks/" + instance.uid(), instance.workload());
            }
            return paths;
        }
        Selector selector = query.workloads();
        for (ServiceObject service : reader.services(selector, call)) {
            SwarmLabels.id(owner, service.labels())
                    .filter(id -> selector.matches(id, SwarmLabels.users(service.labels())))
                    .ifPresent(id -> paths.put("services/" + service.id(), id));
        }
        return paths;
    }

    @Override
    public Optional<LogLine> poll(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        do {
            Optional<LogLine> line = ready();
            if (line.isPresent()) {
                return line;
            }
            Source next = sources.poll();
            if (next == null) {
                return Optional.empty();
            }
            sources.add(next);
            Optional<RawLogLine> raw = next.lines().poll(patience(end));
            if (raw.isPresent()) {
                return Optional.of(line(next.id(), raw.get()));
            }
        } while (System.nanoTime() < end);
        return Optional.empty();
    }

    private Duration patience(long end) {
        Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        return sources.size() == 1 || left.compareTo(GLANCE) < 0 ? left : GLANCE;
    }

    /** What is there already, without waiting; and forgets what has ended. */
    private Optional<LogLine> ready() throws InterruptedException {
        List<Source> over = new ArrayList<>();
        Optional<LogLine> found = Optional.empty();
        for (Iterator<Source> all = sources.iterator(); all.hasNext() && found.isEmpty(); ) {
            Source source = all.next();
            Optional<RawLogLine> raw = source.lines().poll(Duration.ZERO);
            if (raw.isPresent()) {
                found = Optional.of(line(source.id(), raw.get()));
            } else if (source.lines().ended()) {
                over.add(source);
            }
        }
        over.forEach(source -> source.lines().close());
        sources.removeAll(over);
        return found;
    }

    private static LogLine line(WorkloadId id, RawLogLine raw) {
        return new LogLine(
                new InstanceId(id, raw.taskId()),
                TASK,
                raw.error() ? LogLine.Stream.STDERR : LogLine.Stream.STDOUT,
                Optional.of(raw.at()),
                raw.text());
    }

    @Override
    public boolean ended() {
        return sources.isEmpty();
    }

    @Override
    public void close() {
        sources.forEach(source -> source.lines().close());
        sources.clear();
    }
}
