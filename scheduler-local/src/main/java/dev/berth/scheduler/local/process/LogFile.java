package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * One stream of one instance. Positions are byte offsets that never move: what is dropped is dropped by freeing the
 * oldest blocks of the file, and reads as nothing.
 *
 * <p>Times: while a JVM watches, the size of a growing log is noted at most every 100 ms. A line has the time of the first
 * note that covers it: it was written at or up to about 100 ms before that. What was written while no JVM watched has the
 * time when one saw it first; what was not noted yet has the time of reading.
 */
public final class LogFile {
    private static final int CHUNK = 64 * 1024;

    private final Path file;
    private final Path index;
    private final long bound;
    private final LogSignals signals;

    LogFile(ProcessDirectory directory, String instance, LogStream stream, long bound, LogSignals signals) {
        this.file = directory.log(instance, stream);
        this.index = directory.index(file);
        this.bound = bound;
        this.signals = signals;
    }

    /** Reads from an offset, 0 for all that is kept. A stream that was never written is empty. */
    public LogCursor read(long offset) throws IOException {
        return new LogCursor(file, index, offset, Math.max(offset, start()), signals);
    }

    /** Reads the last lines, a last one without a line feed included. */
    public LogCursor tail(int lines) throws IOException {
        if (lines < 0) {
            throw new IllegalArgumentException("lines (=%d) must be 0 or more".formatted(lines));
        }
        return read(before(size(), lines));
    }

    /** Reads the lines that were written at or after a time, and maybe some of the 100 ms before it. */
    public LogCursor since(Instant time) throws IOException {
        long offset = 0;
        for (LogIndex.Checkpoint checkpoint : LogIndex.read(index)) {
            if (checkpoint.millis() < time.toEpochMilli()) {
                offset = checkpoint.size();
            }
        }
        return read(before(Math.min(offset, size()), 0));
    }

    /** The offset behind all that is written. */
    public long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** What lies further back than this is freed or about to be: reading holes from 0 would take long. */
    private long start() throws IOException {
        return Math.max(0, size() - 2 * bound);
    }

    /** The offset where the line before {@code end}, and so many whole lines before that one, begin. */
    private long before(long end, int lines) throws IOException {
        if (end == 0) {
            return 0;
        }
        long floor = start();
        try (FileChannel channel = FileChannel.open(file)) {
            long high = lines == 0 ? end : end - 1;
            int left = Math.max(1, lines);
            while (high > floor) {
                int length = (int) Math.min(CHUNK, high - floor);
                ByteBuffer chunk = LogCursor.read(channel, high - length, length);
                for (int i = chunk.limit() - 1; i >= 0; i--) {
                    if (chunk.get(i) == '\n' && --left == 0) {
                        return high - length + i + 1;
                    }
                }
                high -= length;
            }
        }
        return floor;
    }
}
