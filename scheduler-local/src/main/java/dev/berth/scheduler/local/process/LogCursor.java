package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A position in a log, for one thread. Nothing is held open between the calls. */
public final class LogCursor {
    private static final int PIECE = 64 * 1024;

    private final Path file;
    private final Path index;
    private final LogSignals signals;
    private long position;
    /** Where the line behind the last one taken began: what lies between it and the position is dropped. */
    private long expected;

    private boolean gap;
    private long end = Long.MAX_VALUE;
    private boolean begun;
    private byte before;
    private long version;

    /**
     * A cursor.
     *
     * @param expected the offset that was asked for
     * @param position that offset, or one behind it when what lies between is dropped or about to be
     */
    LogCursor(Path file, Path index, long expected, long position, LogSignals signals) {
        this.file = file;
        this.index = index;
        this.signals = signals;
        this.expected = expected;
        this.position = position;
    }

    /** Where the next line begins. */
    public long position() {
        return position;
    }

    /**
     * Takes no line that begins at this offset or behind it, until told otherwise: whoever reads what is there must not
     * run after a process that writes faster.
     */
    public void stopAt(long offset) {
        end = offset;
    }

    /**
     * The next lines, about 64 KiB of them; none if nothing was written. A line without its line feed is not ready. Where
     * the log has lost lines, as it is kept up to a limit only, a line of ours says so.
     */
    public List<LogLine> next() throws IOException {
        version = signals.version(name());
        if (!Files.exists(file)) {
            return List.of();
        }
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() < position) {
                position = 0; // The log was emptied, as happens where blocks can't be freed.
                expected = 0;
                end = end == Long.MAX_VALUE ? end : channel.size();
                begun = false;
            }
            ByteBuffer bytes = piece(channel);
            return position < end ? lines(bytes) : List.of();
        }
    }

    /** What follows the last line feed, or nothing. It stays where it is: the next line begins with it. */
    public List<LogLine> rest() throws IOException {
        if (position >= end || !Files.exists(file)) {
            return List.of();
        }
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = piece(channel);
            return bytes.limit() == 0 ? List.of() : List.of(line(new Times(), bytes, 0, bytes.limit(), false));
        }
    }

    /** Waits until the log grew after the last {@link #next}; false if it did not in this time. */
    public boolean await(Duration timeout) throws InterruptedException {
        return signals.await(name(), version, timeout);
    }

    /** At most so many bytes from an offset; fewer at the end of the file. */
    static ByteBuffer read(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) > 0) {
            // A read may give less than there is.
        }
        return bytes.flip();
    }

    /**
     * What follows the position. Blocks are freed at any time, and always from the first one on: if the byte before the
     * position is still there after reading, so was all that was read.
     */
    private ByteBuffer piece(FileChannel channel) throws IOException {
        ByteBuffer bytes;
        do {
            if (!begun || position == 0) {
                skipFreed(channel);
                before = byteBefore(channel);
            }
            bytes = read(channel, position, PIECE);
            begun = before == 0 || byteBefore(channel) == before;
        } while (!begun);
        return bytes;
    }

    /** The byte before the position, or 0, which tells nothing. */
    private byte byteBefore(FileChannel channel) throws IOException {
        ByteBuffer bytes = position == 0 ? ByteBuffer.allocate(0) : read(channel, position - 1, 1);
        return bytes.hasRemaining() ? bytes.get() : 0;
    }

    /** Freed blocks read as NULs. The line that they cut is no line: reading begins with the one after it. */
    private void skipFreed(FileChannel channel) throws IOException {
        long from = position;
        boolean freed = true;
        while (freed) {
            ByteBuffer bytes = read(channel, position, PIECE);
            int start = 0;
            while (start < bytes.limit() && bytes.get(start) == 0) {
                start++;
            }
            position += start;
            freed = start == PIECE;
        }
        if (position > from || position > expected) {
            skipLine(channel);
            gap = true;
        }
    }

    private void skipLine(FileChannel channel) throws IOException {
        for (ByteBuffer bytes = read(channel, position, PIECE);
                bytes.limit() > 0;
                bytes = read(channel, position, PIECE)) {
            for (int i = 0; i < bytes.limit(); i++) {
                if (bytes.get(i) == '\n') {
                    position += i + 1;
                    return;
                }
            }
            position += bytes.limit();
        }
    }

    private List<LogLine> lines(ByteBuffer bytes) throws IOException {
        List<LogLine> lines = new ArrayList<>();
        Times times = new Times();
        if (gap && bytes.limit() > 0) {
            lines.add(new LogLine(position, times.of(position + 1), lost(position - expected), true));
            gap = false;
        }
        int start = 0;
        for (int i = 0; i < bytes.limit(); i++) {
            if (bytes.get(i) == '\n') {
                lines.add(line(times, bytes, start, i, true));
                start = i + 1;
            }
        }
        if (start == 0 && bytes.limit() == PIECE) {
            lines.add(line(times, bytes, 0, PIECE, false));
            start = PIECE;
        }
        before = start == 0 ? before : bytes.get(start - 1);
        position += start;
        expected = position;
        return lines;
    }

    private static String lost(long bytes) {
        return "[berth] " + bytes + " bytes are missing here: of each log only the last part is kept";
    }

    private LogLine line(Times times, ByteBuffer bytes, int start, int end, boolean ended) {
        byte[] content = new byte[end - start];
        bytes.get(start, content);
        String text = new String(content, StandardCharsets.UTF_8);
        return new LogLine(position + start, times.of(position + end), text, ended);
    }

    private String name() {
        return file.getFileName().toString();
    }

    /** Looks up times in ascending order of offsets. */
    private final class Times {
        private final List<LogIndex.Checkpoint> checkpoints;
        private final Instant now = Instant.now();
        private int next;

        private Times() throws IOException {
            checkpoints = LogIndex.read(index);
        }

        private Instant of(long end) {
            while (next < checkpoints.size() && checkpoints.get(next).size() < end) {
                next++;
            }
            return next < checkpoints.size()
                    ? Instant.ofEpochMilli(checkpoints.get(next).millis())
                    : now;
        }
    }
}
