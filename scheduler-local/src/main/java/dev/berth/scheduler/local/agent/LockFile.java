package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.spi.Call;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A lock that its process's death releases. Within one process it is never held twice. */
final class LockFile implements Closeable {
    /**
     * Those held by this process. It must open none of them again: the system lets go of a lock when its process closes
     * the file, through whichever descriptor.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private LockFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** What the holder wrote into it, or the one before; empty when there is no such file, or this process holds it. */
    static Optional<byte[]> content(Path file) throws IOException {
        try {
            return HELD_HERE.contains(file) ? Optional.empty() : Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Waits for the lock until {@code limits} is over; empty when it is held all that time, or by this process. */
    static Optional<LockFile> take(Path file, Call limits) throws IOException {
        if (!HELD_HERE.add(file)) {
            return Optional.empty();
        }
        Optional<LockFile> taken = Optional.empty();
        try {
            taken = open(file, limits);
            return taken;
        } finally {
            if (taken.isEmpty()) {
                HELD_HERE.remove(file);
            }
        }
    }

    private static Optional<LockFile> open(Path file, Call limits) throws IOException {
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), AgentFiles.privateFile());
        boolean locked = false;
        try {
            locked = lock(channel, limits);
            return locked ? Optional.of(new LockFile(file, channel)) : Optional.empty();
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static boolean lock(FileChannel channel, Call limits) throws IOException {
        try {
            @Nullable FileLock atOnce = channel.tryLock();
            return atOnce != null || waitFor(channel, limits);
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The kernel's wait has no limit, so another thread closes the channel when the time is over. */
    private static boolean waitFor(FileChannel channel, Call limits) throws IOException {
        AtomicBoolean decided = new AtomicBoolean();
        CountDownLatch over = new CountDownLatch(1);
        limits.onCancel(over::countDown);
        Thread limiter = new Thread(() -> closeAfter(channel, over, limits, decided), "agent-lock-limit");
        limiter.setDaemon(true);
        limiter.start();
        try {
            return channel.lock().isValid() && decided.compareAndSet(false, true);
        } catch (AsynchronousCloseException e) {
            return false;
        } finally {
            limiter.interrupt();
        }
    }

    private static void closeAfter(FileChannel channel, CountDownLatch over, Call limits, AtomicBoolean decided) {
        try {
            boolean cancelled = over.await(limits.remaining().toNanos(), TimeUnit.NANOSECONDS);
            if ((cancelled || limits.isOver()) && decided.compareAndSet(false, true)) {
                channel.close();
            }
        } catch (InterruptedException expected) {
            // The lock was taken in time: this thread is done.
        } catch (IOException e) {
            throw new UncheckedIOException("a lock file can't fail to close", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD_HERE.remove(file);
    }

    /** Leaves word of who holds it. */
    void write(byte[] content) throws IOException {
        channel.truncate(0);
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
            channel.write(rest, rest.position());
        }
    }
}
