package dev.berth.scheduler.k8s;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.k8s.KubernetesClient.LogOptions;
import dev.berth.scheduler.k8s.LogRuns.LogRun;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.connection.ApiRefusalException;
import dev.berth.scheduler.spi.Call;
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

    private final UnreadLog source;
    private final Feed<String> lines;
    private Optional<Instant> last = Optional.empty();

    private PodLog(UnreadLog source, Feed<String> lines) {
        this.source = source;
        this.lines = lines;
    }

    /**
     * One request.
     *
     * @return empty when there is no such log: a run before the present one may be removed any time, and so may a pod
     * @throws BackendException when the node of the pod can't give it now
     */
    static Optional<PodLog> open(KubernetesClient client, UnreadLog source, LogQuery query, Call call) {
        LogRun run = source.run();
        LogOptions options = new LogOptions(
                run.container(),
                source.since(),
                run.first() ? query.tail() : OptionalInt.empty(),
                query.follow() && !run.previous(),
                run.previous());
        if (run.previous() && run.first() && query.tail().isPresent()) {
            return Optional.empty();
        }
        ObjectMeta pod = source.pod().metadata();
        try {
            return Optional.of(new PodLog(source, client.logs(pod.namespace(), pod.name(), options, call)));
        } catch (NotFoundException | RefusedException | BackendException e) {
            if (isOfNode(e)) {
                throw e;
            }
            LOG.debug("there is no log of {}: {}", run.container(), e.getMessage());
            return Optional.empty();
        }
    }

    /** Whether the server would have told it, had it got it. */
    private static boolean isOfNode(SchedulerException reason) {
        return reason.getCause() instanceof ApiRefusalException refusal && refusal.isFailure();
    }

    /** What may come after its end: a node that begins anew ends what it was telling. */
    UnreadLog rest() {
        return last.map(source::after).orElse(source);
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
        boolean early = source.since()
                .flatMap(from -> last.filter(time -> time.isBefore(from)))
                .isPresent();
        return early
                ? Optional.empty()
                : Optional.of(
                        new LogLine(source.instance(), source.run().container(), LogLine.Stream.UNKNOWN, last, words));
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
