package dev.berth.scheduler.k8s;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.api.WatchEvent;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all containers of the pods that a query means print. One that follows watches the pods: it goes on over restarts, and
 * with pods to come. One request for the pods, one for each run of a container that is read, and one for each watch.
 */
final class KubernetesLogFeed implements Feed<LogLine> {
    /** How long a line of another container may have to wait, as one is waited for at a time. */
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final KubernetesClient client;
    private final LogQuery query;
    private final String owner;
    private final Call call;
    private final Deque<PodLog> sources = new ArrayDeque<>();
    private final LogRuns runs = new LogRuns();
    private final LaterLogs later = new LaterLogs();
    private final FollowedPods pods;
    /** What could not be read, of one that doesn't follow. */
    private @Nullable BackendException failure;

    private boolean closed;

    private KubernetesLogFeed(
            KubernetesClient client,
            KubernetesReader reader,
            LogQuery query,
            String owner,
            Duration silence,
            Call call) {
        this.client = client;
        this.query = query;
        this.owner = owner;
        this.call = call;
        Selector selector = query.workloads();
        pods = new FollowedPods(
                client,
                KubernetesReader.namespace(selector),
                reader.narrowed(selector),
                this::take,
                this::readAnew,
                silence,
                call);
    }

    static KubernetesLogFeed open(
            KubernetesClient client, KubernetesReader reader, LogQuery query, String owner, Call call) {
        return open(client, reader, query, owner, KindWatch.SILENCE, call);
    }

    /** @param silence how long nothing may come of the pods before all streams are opened anew */
    static KubernetesLogFeed open(
            KubernetesClient client,
            KubernetesReader reader,
            LogQuery query,
            String owner,
            Duration silence,
            Call call) {
        KubernetesLogFeed feed = new KubernetesLogFeed(client, reader, query, owner, silence, call);
        try {
            feed.begin();
            return feed;
        } catch (RuntimeException e) {
            feed.close();
            throw e;
        }
    }

    private void begin() {
        pods.list();
        if (query.follow()) {
            pods.follow();
        }
    }

    /** Reads what of this pod is yet to be read. */
    private void note(PodObject pod) {
        KubernetesLabels.id(owner, pod.metadata().namespace(), pod.metadata().labels())
                .filter(query.workloads()::couldMatch)
                .map(id -> new InstanceId(id, pod.metadata().uid()))
                .filter(id -> query.instance().map(id::equals).orElse(true))
                .ifPresent(id -> runs.of(pod).forEach(run -> open(new UnreadLog(id, pod, run, query.since()))));
    }

    /** One that follows asks again for what a node can't give now. Any other tells it at its end, when all else was told. */
    private void open(UnreadLog log) {
        try {
            Optional<PodLog> opened = PodLog.open(client, log, query, call);
            opened.ifPresent(sources::add);
            // A kubelet that has just started doesn't know its pods; one that is gone is forgotten meanwhile.
            if (opened.isEmpty()) {
                askAgainWhileItRuns(log);
            }
        } catch (BackendException e) {
            if (query.follow()) {
                later.add(log);
            } else {
                failure = failure == null ? e : failure;
            }
        }
    }

    private void openWaiting() {
        Optional<UnreadLog> log = later.poll();
        while (log.isPresent()) {
            UnreadLog one = log.get();
            runs.again(one.pod(), one.run())
                    .ifPresent(run -> open(new UnreadLog(one.instance(), one.pod(), run, one.since())));
            log = later.poll();
        }
    }

    @Override
    public Optional<LogLine> poll(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        do {
            look();
            openWaiting();
            Optional<LogLine> line = ready();
            tellFailure();
            if (line.isPresent() || ended()) {
                return line;
            }
            line = await(end);
            if (line.isPresent()) {
                return line;
            }
        } while (System.nanoTime() < end);
        return Optional.empty();
    }

    /** Takes in what has changed of the pods, without waiting. */
    private void look() throws InterruptedException {
        boolean more = true;
        while (more) {
            more = pods.take(Duration.ZERO);
        }
    }

    private void take(WatchEvent.Changed<PodObject> changed) {
        if (changed.change() == WatchEvent.Change.DELETED) {
            runs.forget(changed.object());
        } else {
            note(changed.object());
        }
    }

    private void tellFailure() {
        BackendException told = failure;
        if (told != null && sources.isEmpty()) {
            failure = null;
            throw told;
        }
    }

    /** What is there already, without waiting; and forgets what has ended. */
    private Optional<LogLine> ready() throws InterruptedException {
        for (int left = sources.size(); left > 0; left--) {
            PodLog next = sources.remove();
            Optional<LogLine> line = next.poll(Duration.ZERO);
            if (line.isPresent() || !next.ended()) {
                sources.add(next);
            } else {
                close(next);
            }
            if (line.isPresent()) {
                return line;
            }
        }
        return Optional.empty();
    }

    /** Of a container that was running there may be more: it is asked for until it was known to have ended before. */
    private void close(PodLog log) {
        log.close();
        askAgainWhileItRuns(log.rest());
    }

    /** A container that is quiet can't be told from a connection that is gone. */
    private void readAnew() {
        for (PodLog log : sources) {
            log.close();
            later.add(log.rest());
        }
        sources.clear();
    }

    private void askAgainWhileItRuns(UnreadLog log) {
        if (query.follow() && log.run().running()) {
            later.add(log);
        }
    }

    private Optional<LogLine> await(long end) throws InterruptedException {
        Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        Duration most = left.compareTo(GLANCE) < 0 ? left : GLANCE;
        PodLog next = sources.poll();
        if (next != null) {
            sources.add(next);
            return next.poll(sources.size() == 1 && !query.follow() ? left : most);
        }
        boolean unused = pods.take(later.isEmpty() ? left : most);
        return Optional.empty();
    }

    @Override
    public boolean ended() {
        return closed || (sources.isEmpty() && !query.follow() && failure == null);
    }

    @Override
    public void close() {
        closed = true;
        sources.forEach(PodLog::close);
        sources.clear();
        pods.close();
    }
}
