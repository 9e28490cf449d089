package dev.berth.scheduler.swarm.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines of a log that was asked for with times and details. A long line comes in pieces, each with a time and details
 * of its own and only the last with a line end, and those of several tasks come in between each other.
 */
public final class LogReader {
    /** Said last of tasks that were replaced before they had a node; nothing of theirs is missing. */
    private static final Pattern UNSCHEDULED = Pattern.compile("(?s).*incomplete log stream.* reasons: "
            + "task \\w+ has not been scheduled(?:, task \\w+ has not been scheduled)*");

    private final LogFrames frames;
    private final Map<LogPiece.Source, LogLine> unfinished = new LinkedHashMap<>();
    private final Deque<RawLogLine> ready = new ArrayDeque<>();
    private @Nullable IOException failure;
    private boolean ended;

    public LogReader(InputStream stream) {
        this.frames = new LogFrames(stream);
    }

    /**
     * Waits for the next line; empty when the log ended. What was begun and has no line end comes last.
     *
     * @throws IOException when it was cut off, or the engine says why it can't go on
     */
    public Optional<RawLogLine> next() throws IOException {
        while (ready.isEmpty() && !ended) {
            read();
        }
        if (ready.isEmpty() && failure != null) {
            throw failure;
        }
        return Optional.ofNullable(ready.poll());
    }

    private void read() {
        try {
            LogFrames.Frame frame = frames.next();
            if (frame == null) {
                end(null);
            } else if (frame.source() == LogFrames.SYSTEM) {
                String words = new String(frame.content(), StandardCharsets.UTF_8).strip();
                end(UNSCHEDULED.matcher(words).matches() ? null : new IOException(words));
            } else {
                add(LogPiece.of(frame));
            }
        } catch (IOException e) {
            end(e);
        }
    }

    private void end(@Nullable IOException reason) {
        List<LogLine> begun = new ArrayList<>(unfinished.values());
        unfinished.clear();
        begun.forEach(line -> ready.add(line.finished()));
        failure = reason;
        ended = true;
    }

    private void add(LogPiece piece) {
        LogLine line = unfinished.computeIfAbsent(piece.source(), source -> new LogLine(source, piece.at()));
        line.append(piece.text());
        if (piece.last() || line.isLong()) {
            unfinished.remove(piece.source());
            ready.add(line.finished());
        }
    }
}
