package dev.berth.scheduler.local.agent.wire;

import dev.berth.scheduler.spi.Call;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waits until a channel can be read, or written, with a limit. Costs no descriptor before the first wait. */
final class Waiter implements Closeable {
    private static final long LONGEST_MILLIS = Duration.ofDays(1).toMillis();

    private final SocketChannel channel;
    private final int operation;
    private boolean closed;
    private @Nullable Selector selector;

    Waiter(SocketChannel channel, int operation) {
        this.channel = channel;
        this.operation = operation;
    }

    /** Waits; false when {@code limits} is over or the thread is interrupted, whose flag is kept */
    boolean await(Call limits) throws IOException {
        try {
            return select(open(), limits);
        } catch (ClosedSelectorException e) {
            ClosedChannelException closedMeanwhile = new ClosedChannelException();
            closedMeanwhile.initCause(e);
            throw closedMeanwhile;
        }
    }

    private boolean select(Selector ready, Call limits) throws IOException {
        ready.selectedKeys().clear();
        if (ready.selectNow() > 0) {
            return true;
        }
        while (channel.isOpen() && !limits.isOver() && !Thread.currentThread().isInterrupted()) {
            // Rounded up: a wait of 0 would be one without end, and a truncated one a busy loop.
            long millis = Math.min(
                    LONGEST_MILLIS, limits.remaining().plusNanos(999_999).toMillis());
            if (ready.select(Math.max(1, millis)) > 0) {
                return true;
            }
        }
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
        return false;
    }

    private synchronized Selector open() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (selector == null) {
            selector = Selector.open();
            channel.register(selector, operation);
        }
        return selector;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (selector != null) {
            selector.close();
        }
    }
}
