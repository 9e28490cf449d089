package dev.berth.scheduler.local.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The right to a state directory: one process at a time, and one store in that process.
 *
 * <p>Invariant: while a directory is held, no other code of this process opens its lock file. Closing any descriptor of
 * a file ends all the locks a process has on it, so a second attempt from the same process is told by {@link #HELD}
 * alone, before the file is touched; and who holds a directory is written beside the lock, not into it.
 */
final class StateDirectory implements AutoCloseable {
    private static final Set<Path> HELD = new HashSet<>();

    private final Path path;
    private final FileChannel channel;

    private StateDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static StateDirectory hold(Path directory) throws StoreException {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path path = directory.toRealPath();
            synchronized (HELD) {
                if (!HELD.add(path)) {
                    throw held(path, "this process");
                }
            }
            return lock(path);
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Kind.UNUSABLE,
                    "state directory '" + directory + "' can't be used: " + e + "; make it writable or name another",
                    e);
        }
    }

    private static StateDirectory lock(Path path) throws IOException, StoreException {
        boolean locked = false;
        FileChannel channel = null;
        try {
            channel = open(path.resolve("lock"));
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw held(path, holder(path));
            }
            writeHolder(path.resolve("holder"));
            locked = true;
            return new StateDirectory(path, channel);
        } finally {
            if (!locked) {
                release(path, channel);
            }
        }
    }

    private static void writeHolder(Path file) throws IOException {
        String pid = Long.toString(ProcessHandle.current().pid());
        try (FileChannel holder = open(file)) {
            holder.truncate(0);
            holder.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static void release(Path path, @Nullable FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            synchronized (HELD) {
                HELD.remove(path);
            }
        }
    }

    private static String holder(Path path) {
        try {
            return "process " + Files.readString(path.resolve("holder"), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "another process";
        }
    }

    private static StoreException held(Path path, String holder) {
        return new StoreException(
                StoreException.Kind.HELD,
                "state directory '" + path + "' is held by " + holder + "; end that first or name another directory",
                null);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        release(path, channel);
    }
}
