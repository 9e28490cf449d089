package dev.berth.scheduler.swarm.connection;

import java.io.IOException;
import java.io.InputStream;

/**
 * The document of a request, empty ones included. It is asked for between connecting and sending: before that, nothing can
 * have reached anybody. And as a stream it can't be had twice, which keeps the HTTP client below from sending anything
 * again by itself, and from waiting a second after each 503.
 */
final class RequestBody extends InputStream {
    /** The HTTP client gathers 8 KiB before it writes, so that this and the header go out at once or not at all. */
    private static final int AT_ONCE = 4096;

    private final byte[] content;
    private int position;
    private boolean begun;
    private boolean withdrawn;

    RequestBody(byte[] content) {
        this.content = content;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) throws IOException {
        if (withdrawn) {
            throw new IOException("the request was withdrawn");
        }
        begun = true;
        if (position == content.length) {
            return -1;
        }
        int count = Math.min(length, content.length - position);
        System.arraycopy(content, position, into, offset, count);
        position += count;
        return count;
    }

    /** Whether something may have been sent. */
    synchronized boolean isBegun() {
        return begun;
    }

    /** Sees to it that no more is sent; answers whether something may have been. */
    synchronized boolean withdraw() {
        withdrawn = true;
        return begun;
    }

    synchronized boolean isWithdrawn() {
        return withdrawn;
    }

    /** Whether the request goes out in one write. */
    boolean isSmall() {
        return content.length < AT_ONCE;
    }
}
