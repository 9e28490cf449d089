package dev.berth.scheduler.k8s.connection;

import dev.berth.scheduler.spi.Call;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How often, and after which time, a request is sent again that nothing has come of. */
final class Patience {
    private static final int MOST_REFUSALS = 10;

    /** An API server that was started again is back after two seconds. */
    private static final long[] UNREACHED_MILLIS = {100, 400, 1600};

    private final Call call;
    private int refusals;
    private int unreached;

    Patience(Call call) {
        this.call = call;
    }

    /** Waits as the server said; false when there is no time for that, or it has said so too often. */
    boolean afterRefusal(Duration retryAfter) {
        refusals++;
        return refusals <= MOST_REFUSALS
                && await(retryAfter.isZero() ? Duration.ofMillis(UNREACHED_MILLIS[0]) : retryAfter);
    }

    /** Waits a little for a server that can't be reached; false when it was tried often enough. */
    boolean afterUnreached() {
        return unreached < UNREACHED_MILLIS.length && await(Duration.ofMillis(UNREACHED_MILLIS[unreached++]));
    }

    private boolean await(Duration wait) {
        if (call.isOver() || wait.compareTo(call.remaining()) >= 0) {
            return false;
        }
        CountDownLatch cancelled = new CountDownLatch(1);
        Runnable cancel = cancelled::countDown;
        call.onCancel(cancel);
        try {
            return !cancelled.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            call.forget(cancel);
        }
    }
}
