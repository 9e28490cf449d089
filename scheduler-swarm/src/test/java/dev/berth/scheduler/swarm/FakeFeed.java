package dev.berth.scheduler.swarm;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.spi.Call;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A stream that ends when it is closed, cut off, or its call is cancelled. */
final class FakeFeed<T> implements Feed<T> {
    private final BlockingQueue<Optional<T>> waiting = new LinkedBlockingQueue<>();
    private volatile boolean over;

    FakeFeed(Call call) {
        call.onCancel(this::close);
    }

    void tell(T item) {
        waiting.add(Optional.of(item));
    }

    @Override
    public Optional<T> poll(Duration timeout) throws InterruptedException {
        Optional<T> next = waiting.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        return next == null || over ? Optional.empty() : next;
    }

    @Override
    public boolean ended() {
        return over;
    }

    /** Also what a manager does that ends. */
    @Override
    public void close() {
        over = true;
        waiting.add(Optional.empty());
    }
}
