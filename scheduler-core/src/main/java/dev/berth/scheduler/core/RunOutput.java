package dev.berth.scheduler.core;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.LogLine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The output of a run: while it runs as it comes, and in the end, from what is kept, all that hasn't come by then. So
 * whoever follows may lag behind, or stop, and no line is lost or given twice.
 */
final class RunOutput {
    private static final Logger LOG = LoggerFactory.getLogger(RunOutput.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Consumer<LogLine> output;
    private final Thread waiting = Thread.currentThread();
    private final Map<Source, Given> given = new HashMap<>();
    private @Nullable Thread follower;
    private @Nullable RuntimeException failure;
    private boolean stopped;

    /** For the thread that waits for the run: it is interrupted when {@code output} fails. */
    RunOutput(Consumer<LogLine> output) {
        this.output = output;
    }

    /** Gives on lines as they come, in a thread of its own, until it is stopped. */
    void follow(Supplier<Feed<LogLine>> lines) {
        Thread started = new Thread(() -> run(lines), "berth-output");
        started.setDaemon(true);
        follower = started;
        started.start();
    }

    private void run(Supplier<Feed<LogLine>> lines) {
        try (Feed<LogLine> feed = lines.get()) {
            while (!feed.ended() && !isStopped()) {
                feed.poll(PATIENCE).ifPresent(this::giveWhileRunning);
            }
        } catch (InterruptedException e) {
            LOG.debug("the output is followed no more", e);
        } catch (SchedulerException e) {
            LOG.debug("the output can't be followed; it is read in the end", e);
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized void giveWhileRunning(LogLine line) {
        if (stopped) {
            return;
        }
        try {
            give(line);
        } catch (RuntimeException e) {
            failure = e;
            stopped = true;
            waiting.interrupt();
        }
    }

    private void give(LogLine line) {
        output.accept(line);
        given.computeIfAbsent(Source.of(line), source -> new Given(line.text())).add(line.text());
    }

    /** Follows no more. Throws what the output threw meanwhile, which takes back the interruption. */
    void stop() {
        @Nullable RuntimeException thrown;
        synchronized (this) {
            stopped = true;
            thrown = failure;
        }
        if (follower != null) {
            follower.interrupt();
        }
        if (thrown != null) {
            boolean unused = Thread.interrupted();
            throw thrown;
        }
    }

    /** Gives on what is left of all that is kept, once it has been {@link #stop stopped}. */
    void finish(Feed<LogLine> kept, Duration limit) throws InterruptedException {
        Map<Source, Given> before = Map.copyOf(given);
        Map<Source, Long> read = new HashMap<>();
        Map<Source, List<LogLine>> cut = new HashMap<>();
        while (!kept.ended()) {
            Optional<LogLine> next = kept.poll(limit);
            if (next.isPresent()) {
                LogLine line = next.get();
                Source source = Source.of(line);
                Given known = before.get(source);
                long place = read.merge(source, 1L, Long::sum);
                if (cut.containsKey(source) || (known != null && place == 1 && !known.beginsWith(line.text()))) {
                    cut.computeIfAbsent(source, one -> new ArrayList<>()).add(line);
                } else if (known == null || place > known.lines) {
                    output.accept(line);
                }
            }
        }
        cut.forEach((source, lines) -> rest(lines, before.get(source)).forEach(output));
    }

    /**
     * Of a log that doesn't begin where it did, as only its end is kept: what follows on the last lines given, or on as many
     * of them as are kept.
     */
    private static List<LogLine> rest(List<LogLine> lines, @Nullable Given known) {
        List<String> texts = lines.stream().map(LogLine::text).toList();
        List<String> last = known == null ? List.of() : List.copyOf(known.last);
        for (int from = 0; from < last.size(); from++) {
            List<String> kept = last.subList(from, last.size());
            int at = Collections.lastIndexOfSubList(texts, kept);
            if (at >= 0) {
                return lines.subList(at + kept.size(), lines.size());
            }
        }
        return lines;
    }

    /** Where lines come in an order of their own. */
    private record Source(InstanceId instance, String task, LogLine.Stream stream) {
        static Source of(LogLine line) {
            return new Source(line.instance(), line.task(), line.stream());
        }
    }

    /** What was given on of one source. */
    private static final class Given {
        private static final int LAST = 64;

        private final String first;
        private final Deque<String> last = new ArrayDeque<>();
        private long lines;

        Given(String first) {
            this.first = first;
        }

        void add(String text) {
            lines++;
            last.add(text);
            if (last.size() > LAST) {
                last.remove();
            }
        }

        boolean beginsWith(String text) {
            return first.equals(text);
        }
    }
}
