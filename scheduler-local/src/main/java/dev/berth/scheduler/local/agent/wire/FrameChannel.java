package dev.berth.scheduler.local.agent.wire;

import dev.berth.scheduler.spi.Call;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Frames over a socket. One thread may read while another writes, and any may close. Nothing waits without a limit: a
 * peer that stands still costs no more than the call's deadline.
 */
public final class FrameChannel implements Closeable {
    private static final int ARRIVING_BYTES = 16 << 10;

    private final SocketChannel channel;
    private final Waiter readable;
    private final Waiter writable;
    private final ByteBuffer header = ByteBuffer.allocate(Integer.BYTES);

    /** What came and was not asked for yet: a list is many small frames, and a read for each half of each is slow. */
    private final ByteBuffer arrived = ByteBuffer.allocate(ARRIVING_BYTES).limit(0);

    private @Nullable ByteBuffer body;

    /** Takes over {@code channel}, which is or is being connected, and makes it non-blocking. */
    public FrameChannel(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        readable = new Waiter(channel, SelectionKey.OP_READ);
        writable = new Waiter(channel, SelectionKey.OP_WRITE);
    }

    /**
     * The next frame. What has come of one that is not complete in time is kept for the next read.
     *
     * @return null when {@code limits} is over, or the thread interrupted, before a whole frame came
     * @throws EOFException when the peer is gone
     */
    public @Nullable WireObject read(Call limits) throws IOException {
        if (body == null) {
            if (!fill(header, limits)) {
                return null;
            }
            body = ByteBuffer.allocate(length());
        }
        if (!fill(body, limits)) {
            return null;
        }
        byte[] text = body.array();
        body = null;
        header.clear();
        return WireObject.parse(text);
    }

    private int length() throws WireException {
        int length = header.getInt(0);
        if (length < 2 || length > Protocol.MAXIMUM_FRAME) {
            throw new WireException(
                    "a frame claims " + length + " bytes; 2 to " + Protocol.MAXIMUM_FRAME + " are legal");
        }
        return length;
    }

    private boolean fill(ByteBuffer buffer, Call limits) throws IOException {
        take(buffer);
        while (buffer.hasRemaining()) {
            int count = buffer.remaining() < ARRIVING_BYTES ? readAhead() : channel.read(buffer);
            if (count < 0) {
                throw new EOFException("the other side closed the connection");
            }
            if (count == 0 && !readable.await(limits)) {
                return false;
            }
            take(buffer);
        }
        return true;
    }

    private int readAhead() throws IOException {
        arrived.clear();
        try {
            return channel.read(arrived);
        } finally {
            arrived.flip();
        }
    }

    private void take(ByteBuffer buffer) {
        int count = Math.min(arrived.remaining(), buffer.remaining());
        buffer.put(buffer.position(), arrived, arrived.position(), count);
        buffer.position(buffer.position() + count);
        arrived.position(arrived.position() + count);
    }

    /**
     * Writes all of {@code frames}, waiting while the peer doesn't take them.
     *
     * @return false when {@code limits} is over, or the thread interrupted, before all was written; the connection,
     *     which half a frame would confuse, is closed then
     */
    public boolean write(ByteBuffer frames, Call limits) throws IOException {
        while (frames.hasRemaining()) {
            if (channel.write(frames) == 0 && !writable.await(limits)) {
                close();
                return false;
            }
        }
        return true;
    }

    /** Whether the peer is gone or something is there to read; doesn't wait. For the thread that reads. */
    public boolean hasNews() throws IOException {
        return arrived.hasRemaining() || readable.await(Call.within(Duration.ZERO));
    }

    /** Ends every read and write under way. Idempotent. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            readable.close();
            writable.close();
        }
    }
}
