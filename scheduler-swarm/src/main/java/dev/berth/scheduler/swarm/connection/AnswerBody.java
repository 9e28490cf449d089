package dev.berth.scheduler.swarm.connection;

import dev.berth.scheduler.swarm.engine.UnexpectedAnswerException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer: at most so much of it, and its end as often as it is asked for. */
final class AnswerBody extends FilterInputStream {
    private final long limit;
    private long count;
    private boolean ended;

    AnswerBody(InputStream body, long limit) {
        super(body);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        int read = in.read(into, offset, length);
        ended = read < 0;
        count += Math.max(0, read);
        if (count > limit) {
            throw new UnexpectedAnswerException("more than " + (limit >> 20) + " MiB");
        }
        return read;
    }

    /** Reads what is left, which makes the connection usable for another request. */
    void drain() throws IOException {
        byte[] buffer = new byte[1024];
        while (!ended) {
            read(buffer, 0, buffer.length);
        }
    }

    /** Leaves it open: whoever got it doesn't know what it belongs to. */
    @Override
    public void close() {
        // The exchange closes the answer.
    }
}
