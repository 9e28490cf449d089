package dev.berth.scheduler.k8s;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.k8s.KubernetesClient.LogOptions;
import dev.berth.scheduler.k8s.LogRuns.LogRun;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines of one run of a container. */
final class PodLog implements Feed<LogLine> {
    private static final Logger LOG = LoggerFactory.getLogger(PodLog.class);

    /** What a kubelet answers instead of a log that it has lost. */
    private static final String LOST = "unable to retrieve container logs for ";

    private final InstanceId instance;
    private final String task;
    private final Optional<Instant> since;
    private final Feed<String> lines;
    private Optional<Instant> last = Optional.empty();

    private PodLog(InstanceId instance, String task, Optional<Instant> since, Feed<String> lines) {
        this.instance = instance;
        this.task = task;
        this.since = since;
        this.lines = lines;
    }

    /** Empty when there is no such log: a run before the present one may be removed any time, and so may a pod. */
    static Optional<PodLog> open(
            KubernetesClient client, InstanceId id, PodObject pod, LogRun run, LogQuery query, Call call) {
        LogOptions options = new LogOptions(
                run.container(),
                query.since(),
                run.first() ? query.tail() : OptionalInt.empty(),
                query.follow() && !run.previous(),
                run.previous());
        if (run.previous() && run.first() && query.tail().isPresent()) {
            return Optional.empty();
        }
        try {
            Feed<String> lines =
                    client.logs(pod.metadata().namespace(), pod.metadata().name(), options, call);
            return Optional.of(new PodLog(id, run.container(), query.since(), lines));
        } catch (NotFoundException | RefusedException | BackendException e) {
            return none(run, e);
        }
    }

    private static Optional<PodLog> none(LogRun run, SchedulerException reason) {
        LOG.debug("there is no log of {}: {}", run.container(), reason.getMessage());
        return Optional.empty();
    }

    /** Servers take whole seconds only, so what was written before is left out here. */
    @Override
    public Optional<LogLine> poll(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        Duration left = timeout;
        Optional<String> text = lines.poll(left);
        while (text.isPresent()) {
            Optional<LogLine> line = line(text.get());
            if (line.isPresent()) {
                return line;
            }
            left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            text = lines.poll(left);
        }
        return Optional.empty();
    }

    private Optional<LogLine> line(String text) {
        int space = text.indexOf(' ');
        Optional<Instant> at = space < 0 ? time(text) : time(text.substring(0, space));
        if (at.isEmpty() && text.startsWith(LOST)) {
            return Optional.empty();
        }
        boolean begins = at.isPresent();
        last = begins ? at : last;
        String words = begins ? text.substring(space < 0 ? text.length() : space + 1) : text;
        boolean early =
                since.flatMap(from -> last.filter(time -> time.isBefore(from))).isPresent();
        return early ? Optional.empty() : Optional.of(new LogLine(instance, task, LogLine.Stream.UNKNOWN, last, words));
    }

    /** Of a very long line only the first piece has one. */
    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean ended() {
        return lines.ended();
    }

    @Override
    public void close() {
        lines.close();
    }
}
