package dev.berth.scheduler.core.watch;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.WatchEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A watch: one thread observes and connects again when that breaks; the reader pulls. */
final class WatchFeed implements Feed<WatchEvent> {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Backend backend;
    private final Selector selector;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final WatchSink sink;
    private final Thread observer;
    private final Consumer<WatchFeed> onEnd;
    /** Of the connection that stands: what waits for a call's end is kept as long as the call. */
    private Call call = Call.untilCancelled();

    private @Nullable SchedulerException failure;
    private boolean ended;

    /** One that is to be started; {@code onEnd} is told once. */
    WatchFeed(Backend backend, Selector selector, Consumer<WatchFeed> onEnd) {
        this.onEnd = onEnd;
        this.backend = backend;
        this.selector = selector;
        this.sink = new WatchSink(selector, lock, news);
        this.observer = new Thread(this::observe, "berth-watch");
        this.observer.setDaemon(true);
    }

    void start() {
        observer.start();
    }

    @Override
    public Optional<WatchEvent> poll(Duration timeout) throws InterruptedException {
        long nanos = timeout.compareTo(Duration.ofDays(1)) > 0 ? Long.MAX_VALUE : timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                Optional<WatchEvent> event = sink.next();
                if (event.isPresent()) {
                    return event;
                }
                throwFailure();
                if (ended || nanos <= 0) {
                    return Optional.empty();
                }
                nanos = news.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    private void throwFailure() {
        if (failure != null) {
            SchedulerException thrown = failure;
            failure = null;
            throw thrown;
        }
    }

    @Override
    public boolean ended() {
        lock.lock();
        try {
            return ended && failure == null && sink.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        end(null);
        current().cancel();
        observer.interrupt();
    }

    private void observe() {
        Duration pause = FIRST_PAUSE;
        try {
            for (Optional<Call> next = connect(); next.isPresent(); next = connect()) {
                long before = sink.syncs();
                observeOnce(next.get());
                pause = sink.syncs() > before ? FIRST_PAUSE : longer(pause);
                sink.startOver();
                awaitRetry(pause);
            }
        } catch (InterruptedException e) {
            end(null);
        } catch (SchedulerException e) {
            end(e);
        } catch (RuntimeException e) {
            end(new BackendException("the watch failed: " + e, Effect.NONE, "", e));
        }
    }

    /** A call for the next connection; empty when none is wanted any more. */
    private Optional<Call> connect() {
        lock.lock();
        try {
            call = Call.untilCancelled();
            return ended ? Optional.empty() : Optional.of(call);
        } finally {
            lock.unlock();
        }
    }

    private Call current() {
        lock.lock();
        try {
            return call;
        } finally {
            lock.unlock();
        }
    }

    private void observeOnce(Call connection) throws InterruptedException {
        try {
            backend.observe(selector, sink, connection);
        } catch (SchedulerException e) {
            if (!isPassing(e.code())) {
                throw e;
            }
        }
    }

    /** Whether it makes sense to connect again. */
    private static boolean isPassing(ErrorCode code) {
        return switch (code) {
            case UNAVAILABLE, TIMEOUT -> true;
            case INVALID, UNSUPPORTED, INFEASIBLE, NOT_FOUND, CONFLICT, UNAUTHORIZED, CANCELLED, BACKEND -> false;
        };
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void awaitRetry(Duration pause) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = pause.toNanos();
            while (!ended && nanos > 0) {
                nanos = news.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    private void end(@Nullable SchedulerException cause) {
        boolean first;
        lock.lock();
        try {
            first = !ended;
            if (first) {
                ended = true;
                failure = cause;
                sink.release();
            }
            news.signalAll();
        } finally {
            lock.unlock();
        }
        if (first) {
            onEnd.accept(this);
        }
    }
}
