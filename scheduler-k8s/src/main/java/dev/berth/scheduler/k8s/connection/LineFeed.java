package dev.berth.scheduler.k8s.connection;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.k8s.api.UnexpectedAnswerException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lines of an answer that goes on and on, cut out by the thread that takes them: it holds one line and a few buffers that
 * have come, and no thread.
 */
final class LineFeed<T> implements Feed<T> {
    private static final int PIECE = 8192;

    private final Exchange exchange;
    private final AnswerBody body;
    private final LineReader<T> reader;
    private final Consumer<LineFeed<?>> onClose;
    private byte[] buffer = new byte[PIECE];
    private int start;
    private int scanned;
    private int end;
    private volatile boolean ended;

    LineFeed(Exchange exchange, AnswerBody body, LineReader<T> reader, Consumer<LineFeed<?>> onClose) {
        this.exchange = exchange;
        this.body = body;
        this.reader = reader;
        this.onClose = onClose;
    }

    @Override
    public Optional<T> poll(Duration timeout) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Duration left = exchange.call().remaining();
        boolean last = left.compareTo(timeout) <= 0;
        try {
            Optional<T> item = next(System.nanoTime() + nanos(last ? left : timeout));
            if (item.isEmpty() && !ended && last && exchange.call().remaining().isZero()) {
                close();
                throw ContactException.timeout(exchange + " did not end by its deadline", Effect.NONE);
            }
            return item;
        } catch (DeadlineException e) {
            return left(e);
        } catch (IOException e) {
            close();
            throw Failures.ofStream(exchange, e);
        }
    }

    /** Closed while it waited, or interrupted. */
    private Optional<T> left(DeadlineException reason) throws InterruptedException {
        if (Thread.interrupted()) {
            InterruptedException interrupted = new InterruptedException();
            interrupted.initCause(reason);
            throw interrupted;
        }
        close();
        return Optional.empty();
    }

    private static long nanos(Duration time) {
        return time.compareTo(Duration.ofDays(365)) > 0 ? Duration.ofDays(365).toNanos() : time.toNanos();
    }

    private Optional<T> next(long until) throws IOException {
        while (!ended) {
            int length = lineLength();
            if (length >= 0 && length <= reader.longest()) {
                Optional<T> item = line(length, 1);
                if (item.isPresent()) {
                    return item;
                }
            } else if (end - start >= reader.longest()) {
                return piece();
            } else {
                int count = fill(Math.max(0, until - System.nanoTime()));
                if (count == 0) {
                    return Optional.empty();
                }
                if (count < 0) {
                    return last();
                }
            }
        }
        return Optional.empty();
    }

    private Optional<T> piece() throws IOException {
        if (reader.isWholeOnly()) {
            throw new UnexpectedAnswerException("more than " + reader.longest() + " bytes in a line");
        }
        return line(reader.longest(), 0);
    }

    /** What follows the last newline. */
    private Optional<T> last() throws IOException {
        Optional<T> item = Optional.empty();
        if (end > start && !reader.isWholeOnly()) {
            item = line(end - start, 0);
        }
        close();
        return item;
    }

    private Optional<T> line(int length, int newline) throws IOException {
        byte[] line = start == 0 ? buffer : Arrays.copyOfRange(buffer, start, start + length);
        Optional<T> item = reader.read(line, length);
        start += length + newline;
        scanned = start;
        return item;
    }

    private int lineLength() {
        while (scanned < end) {
            if (buffer[scanned] == '\n') {
                return scanned - start;
            }
            scanned++;
        }
        return -1;
    }

    private int fill(long nanos) throws IOException {
        makeRoom();
        int count = body.read(buffer, end, buffer.length - end, Duration.ofNanos(nanos));
        end += Math.max(0, count);
        return count;
    }

    private void makeRoom() {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            scanned -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        } else if (end == 0 && buffer.length > PIECE) {
            buffer = new byte[PIECE];
        }
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public void close() {
        ended = true;
        onClose.accept(this);
        exchange.leave();
    }
}
