package dev.berth.scheduler.local;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.local.cluster.InstanceView;
import dev.berth.scheduler.local.cluster.LogSource;
import dev.berth.scheduler.local.cluster.News;
import dev.berth.scheduler.local.cluster.Subscription;
import dev.berth.scheduler.local.cluster.WorkloadView;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The lines of all instances a query means, merged by time, of ended ones while their logs are kept (rule LOG-1). One that
 * follows also takes in the instances that come. What it holds is bounded by what the readers read ahead.
 */
final class LocalLogFeed implements Feed<LogLine> {
    private static final Duration LOOK_UP = Duration.ofSeconds(30);

    /** How long a line of another instance may have to wait, as one log is waited for at a time. */
    private static final Duration GLANCE = Duration.ofMillis(200);

    private static final String USUAL_TASK = "main";

    private final LocalClient client;
    private final LogQuery query;
    private final Call call;
    private final LogSource logs;
    private final Subscription news;
    private final Map<InstanceId, LogReader> readers = new TreeMap<>();
    private boolean restTaken;
    private boolean ended;

    LocalLogFeed(LocalClient client, LogQuery query, Call call) {
        this.client = client;
        this.query = query;
        this.call = call;
        this.logs = client.logSource(look());
        this.news = client.subscribe(query.workloads()::couldMatch, call);
        call.onCancel(news::wake);
        reading(() -> {
            findInstances();
            return Optional.empty();
        });
    }

    private static Call look() {
        return Call.within(LOOK_UP);
    }

    @Override
    public Optional<LogLine> poll(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (!ended) {
            Optional<LogLine> line = reading(this::next);
            if (line.isPresent()) {
                return line;
            }
            if (!query.follow()) {
                finish();
            } else {
                Duration left = Duration.ofNanos(end - System.nanoTime());
                if (left.isNegative() || left.isZero() || call.isOver()) {
                    ended |= call.isOver();
                    return Optional.empty();
                }
                await(left);
            }
        }
        return Optional.empty();
    }

    /** Once more with what isn't a whole line, then it is over. */
    private void finish() {
        if (restTaken) {
            close();
            return;
        }
        restTaken = true;
        reading(() -> {
            for (LogReader reader : readers.values()) {
                reader.takeRest();
            }
            return Optional.empty();
        });
    }

    private void await(Duration left) throws InterruptedException {
        Duration pause = left.compareTo(GLANCE) < 0 ? left : GLANCE;
        Optional<LogReader> any = readers.values().stream().findFirst();
        if (any.isPresent()) {
            any.get().await(pause);
        }
        News changes = news.take(any.isPresent() ? 0 : pause.toMillis());
        if (changes.over()) {
            close();
        } else if (!changes.isEmpty()) {
            reading(() -> {
                findInstances();
                return Optional.empty();
            });
        }
    }

    private Optional<LogLine> next() throws IOException {
        Optional<LogReader> first = Optional.empty();
        if (readers.values().stream().noneMatch(LogReader::isBehind)) {
            first = first();
        }
        if (first.isEmpty()) {
            for (LogReader reader : readers.values()) {
                reader.read();
            }
            first = first();
        }
        Optional<LogLine> line = first.flatMap(LogReader::next);
        first.ifPresent(LogReader::take);
        return line;
    }

    /** The one whose line is the oldest of those read. */
    private Optional<LogReader> first() {
        return readers.values().stream()
                .filter(reader -> reader.next().isPresent())
                .min(Comparator.comparing(
                        reader -> reader.next().flatMap(LogLine::at).orElse(Instant.MAX)));
    }

    private void findInstances() throws IOException {
        Set<WorkloadId> ids = new TreeSet<>(client.ids(look()));
        ids.addAll(client.logs().workloads());
        ids.removeIf(id -> !query.workloads().couldMatch(id));
        for (WorkloadView view : client.workloads(ids, look())) {
            if (query.workloads().matches(view.id(), labels(view))) {
                add(view);
            }
        }
    }

    private void add(WorkloadView view) throws IOException {
        Map<InstanceId, List<String>> tasks = new TreeMap<>(Comparator.naturalOrder());
        for (InstanceId id : client.logs().instances(view.id())) {
            List<String> written = new ArrayList<>(List.of(USUAL_TASK));
            written.addAll(client.logs().tasks(id));
            tasks.put(id, written);
        }
        for (InstanceView instance : view.instances()) {
            tasks.put(instance.row().id(), instance.tasks());
        }
        for (Map.Entry<InstanceId, List<String>> instance : tasks.entrySet()) {
            boolean meant = query.instance().map(instance.getKey()::equals).orElse(true);
            if (meant && !readers.containsKey(instance.getKey())) {
                readers.put(instance.getKey(), LogReader.open(instance.getKey(), instance.getValue(), logs, query));
            }
        }
    }

    private static Map<String, String> labels(WorkloadView view) {
        return view.object().map(object -> object.content().labels()).orElse(Map.of());
    }

    private Optional<LogLine> reading(Reading reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            close();
            throw LocalErrors.unreadableLog(e);
        }
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public void close() {
        ended = true;
        news.close();
    }

    private interface Reading {
        Optional<LogLine> read() throws IOException;
    }
}
