package dev.berth.scheduler.k8s.connection;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as it arrives, read by the thread that wants it: a few buffers wait at most, and then the other side
 * does. Reading ends by the deadline, though nothing comes, and needs no thread of its own.
 */
final class AnswerBody extends InputStream implements BodySubscriber<AnswerBody> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private final Supplier<Duration> left;
    private Flow.@Nullable Subscription source;
    private @Nullable IOException failure;
    private boolean ended;
    private boolean closed;

    /**
     * Reads until {@code left} is nothing.
     *
     * @param left the time left to the call
     */
    AnswerBody(Supplier<Duration> left) {
        this.left = left;
    }

    @Override
    public CompletionStage<AnswerBody> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        boolean wanted = locked(() -> {
            source = subscription;
            return !closed;
        });
        if (wanted) {
            subscription.request(1);
        } else {
            subscription.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        boolean more = locked(() -> {
            buffers.stream().filter(ByteBuffer::hasRemaining).forEach(waiting::add);
            changed.signalAll();
            return waiting.isEmpty();
        });
        if (more) {
            request();
        }
    }

    @Override
    public void onError(Throwable cause) {
        boolean unused = locked(() -> {
            failure = cause instanceof IOException broken ? broken : new IOException(cause);
            ended = true;
            changed.signalAll();
            return true;
        });
    }

    @Override
    public void onComplete() {
        boolean unused = locked(() -> {
            ended = true;
            changed.signalAll();
            return true;
        });
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = 0;
        while (count == 0) {
            Duration time = left.get();
            if (time.isZero()) {
                throw new DeadlineException("its end did not come in time");
            }
            count = read(into, offset, length, time);
        }
        return count;
    }

    /** Reads what has come, waiting so long for it; 0 when nothing has, -1 at the end. */
    int read(byte[] into, int offset, int length, Duration timeout) throws IOException {
        int count;
        boolean more;
        lock.lock();
        try {
            count = await(timeout) ? take(into, offset, length) : 0;
            more = count > 0 && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
        if (more) {
            request();
        }
        return count;
    }

    private boolean await(Duration timeout) throws IOException {
        long nanos = timeout.toNanos();
        try {
            while (waiting.isEmpty() && !ended && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeadlineException("reading it was interrupted");
        }
        if (closed) {
            throw new DeadlineException("reading it was cancelled");
        }
        return !waiting.isEmpty() || ended;
    }

    private int take(byte[] into, int offset, int length) throws IOException {
        ByteBuffer first = waiting.peek();
        if (first == null) {
            if (failure != null) {
                throw failure;
            }
            return -1;
        }
        int count = Math.min(length, first.remaining());
        first.get(into, offset, count);
        if (!first.hasRemaining()) {
            waiting.remove();
        }
        return count;
    }

    private void request() {
        Flow.Subscription from = source;
        if (from != null) {
            from.request(1);
        }
    }

    /** Whether all of it was read, so that the connection is used again. */
    boolean isRead() {
        return locked(() -> ended && waiting.isEmpty() && failure == null);
    }

    /** Ends the connection unless all has come; whoever reads is told. */
    @Override
    public void close() {
        boolean open = locked(() -> {
            boolean was = !closed && !ended;
            closed = true;
            waiting.clear();
            changed.signalAll();
            return was;
        });
        Flow.Subscription from = source;
        if (open && from != null) {
            from.cancel();
        }
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
