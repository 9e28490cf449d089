package dev.berth.scheduler.local.probe;

import java.util.function.Consumer;

/** One question, under way. */
interface Attempt {
    /** Asks, on a thread that may be blocked, and hands over the answer; the attempt may go on behind it. */
    void run(Consumer<Outcome> answer);

    /** Makes {@link #run} return soon, also when it hasn't begun; what it answers then is of no interest. */
    void cancel();
}
