package dev.berth.scheduler.local.probe;

import java.time.Duration;

/**
 * The answer to one question.
 *
 * @param reason why it failed; empty when it passed
 */
record Outcome(boolean passed, String reason) {
    static final Outcome PASSED = new Outcome(true, "");

    static Outcome failed(String reason) {
        return new Outcome(false, reason);
    }

    static Outcome timedOut(Duration timeout) {
        boolean wholeSeconds = timeout.equals(Duration.ofSeconds(timeout.toSeconds()));
        return failed("timed out after " + (wholeSeconds ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms"));
    }
}
