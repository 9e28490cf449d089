package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a log file had which size: pairs of milliseconds since 1970 and bytes, 16 bytes each in a file beside the log. Both
 * never decrease. The file stays below 64 KiB: older checkpoints are thinned, those of freed bytes dropped.
 */
final class LogIndex {
    /** The file had this size at this time. */
    record Checkpoint(long millis, long size) {}

    private static final int ENTRY_BYTES = 2 * Long.BYTES;
    private static final int LIMIT = 4096;

    private final ProcessDirectory directory;
    private final Path file;
    private List<Checkpoint> checkpoints;

    LogIndex(ProcessDirectory directory, Path log) throws IOException {
        this.directory = directory;
        this.file = directory.index(log);
        this.checkpoints = read(file);
    }

    /** What another thread or an earlier JVM wrote; a torn last entry is left out. */
    static List<Checkpoint> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new ArrayList<>();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        List<Checkpoint> checkpoints = new ArrayList<>();
        while (bytes.remaining() >= ENTRY_BYTES) {
            checkpoints.add(new Checkpoint(bytes.getLong(), bytes.getLong()));
        }
        return checkpoints;
    }

    /** A clock that was set back does not reorder lines: then the time of the last checkpoint holds. */
    void add(long now, long size, long freed) throws IOException {
        long millis = last().map(last -> Math.max(last.millis(), now)).orElse(now);
        Checkpoint checkpoint = new Checkpoint(millis, size);
        checkpoints.add(checkpoint);
        if (checkpoints.size() > LIMIT) {
            thin(freed);
            directory.write(file, bytes(checkpoints));
        } else {
            ProcessDirectory.append(file, bytes(List.of(checkpoint)));
        }
    }

    Optional<Checkpoint> last() {
        return checkpoints.isEmpty() ? Optional.empty() : Optional.of(checkpoints.get(checkpoints.size() - 1));
    }

    /** The log was emptied: its offsets begin anew. */
    void clear() throws IOException {
        checkpoints.clear();
        Files.deleteIfExists(file);
    }

    /** Of those whose bytes are still there, all of the later half and every second of the earlier. */
    private void thin(long freed) {
        List<Checkpoint> kept = new ArrayList<>();
        for (int i = 0; i < checkpoints.size(); i++) {
            if (checkpoints.get(i).size() > freed && (i >= LIMIT / 2 || i % 2 == 0)) {
                kept.add(checkpoints.get(i));
            }
        }
        checkpoints = kept;
    }

    private static byte[] bytes(List<Checkpoint> checkpoints) {
        ByteBuffer bytes = ByteBuffer.allocate(checkpoints.size() * ENTRY_BYTES);
        checkpoints.forEach(checkpoint -> bytes.putLong(checkpoint.millis()).putLong(checkpoint.size()));
        return bytes.array();
    }
}
