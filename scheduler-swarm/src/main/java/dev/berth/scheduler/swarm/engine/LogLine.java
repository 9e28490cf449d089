package dev.berth.scheduler.swarm.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A line while its pieces come. */
final class LogLine {
    /** A program that never ends its line must not take all memory. */
    private static final int LONGEST = 1 << 20;

    private final LogPiece.Source source;
    private final Instant at;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    LogLine(LogPiece.Source source, Instant at) {
        this.source = source;
        this.at = at;
    }

    void append(byte[] piece) {
        bytes.writeBytes(piece);
    }

    boolean isLong() {
        return bytes.size() >= LONGEST;
    }

    /** Decodes it as a whole: a piece may end within a character. What is no UTF-8 becomes a replacement character. */
    RawLogLine finished() {
        return new RawLogLine(
                source.taskId(), source.nodeId(), at, source.error(), bytes.toString(StandardCharsets.UTF_8));
    }
}
