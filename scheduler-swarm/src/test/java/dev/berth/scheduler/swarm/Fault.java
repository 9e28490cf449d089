package dev.berth.scheduler.swarm;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.swarm.connection.EngineRefusalException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What becomes of one request instead of a good answer. */
interface Fault {
    /**
     * Happens to a request.
     *
     * @param request in words
     * @param write whether it changes something
     * @param good what would be done and answered without it
     */
    <T> T happen(String request, boolean write, Call call, Supplier<T> good);

    /** The manager refuses, and does nothing. */
    static Fault refused(int status, String words) {
        return new Fault() {
            @Override
            public <T> T happen(String request, boolean write, Call call, Supplier<T> good) {
                throw SwarmErrors.of(request, write, new EngineRefusalException(status, words));
            }
        };
    }

    /** Managers that have lost the majority; they said so in these words. */
    static Fault noLeader() {
        return refused(
                503,
                "rpc error: code = Unknown desc = The swarm does not have a leader. It's possible that too few managers"
                        + " are online. Make sure more than half of the managers are online.");
    }

    /** It is done, and the answer is lost. */
    static Fault answerLost() {
        return new Fault() {
            @Override
            public <T> T happen(String request, boolean write, Call call, Supplier<T> good) {
                T unused = good.get();
                throw ContactException.unavailable(
                        request + " got no whole answer", write ? Effect.UNKNOWN : Effect.NONE, null);
            }
        };
    }

    /** Nothing is done, and nobody answers until the call is over. */
    static Fault silence() {
        return new Fault() {
            @Override
            public <T> T happen(String request, boolean write, Call call, Supplier<T> good) {
                CountDownLatch cancelled = new CountDownLatch(1);
                call.onCancel(cancelled::countDown);
                try {
                    boolean unused = cancelled.await(call.remaining().toNanos(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                Effect effect = write ? Effect.UNKNOWN : Effect.NONE;
                call.check(request, effect);
                throw new AssertionError(request + " waited for a call that isn't over");
            }
        };
    }

    /** Something else happens just before it is done. */
    static Fault after(Runnable event) {
        return new Fault() {
            @Override
            public <T> T happen(String request, boolean write, Call call, Supplier<T> good) {
                event.run();
                return good.get();
            }
        };
    }
}
