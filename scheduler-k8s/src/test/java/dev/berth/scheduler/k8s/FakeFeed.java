package dev.berth.scheduler.k8s;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.spi.Call;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A stream that ends when it is closed, when what was told is read and no more comes, or its call is cancelled. */
final class FakeFeed<T> implements Feed<T> {
    private final BlockingQueue<Optional<T>> waiting = new LinkedBlockingQueue<>();
    private volatile boolean over;

    FakeFeed(Call call) {
        call.onCancel(this::close);
    }

    void tell(T item) {
        waiting.add(Optional.of(item));
    }

    /** Nothing comes after what was told. */
    void finish() {
        waiting.add(Optional.empty());
    }

    @Override
    public Optional<T> poll(Duration timeout) throws InterruptedException {
        if (over) {
            return Optional.empty();
        }
        Optional<T> next = waiting.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        if (next != null && next.isEmpty()) {
            over = true;
        }
        return next == null || over ? Optional.empty() : next;
    }

    @Override
    public boolean ended() {
        return over;
    }

    @Override
    public void close() {
        over = true;
        waiting.add(Optional.empty());
    }
}
