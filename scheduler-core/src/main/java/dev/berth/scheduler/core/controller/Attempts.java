package dev.berth.scheduler.core.controller;

import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spi.Lease;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does duties while the lease holds. What fails is done again later, and ends no other duty. */
record Attempts(Lease lease, DutyThread worker) {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    /**
     * Does it now.
     *
     * @param what is done, for the log
     * @param again has it done after a while
     */
    void make(String what, Runnable duty, Consumer<Duration> again) {
        if (!lease.isHeld()) {
            return;
        }
        try {
            duty.run();
        } catch (SchedulerException e) {
            if (!worker.isClosed()) {
                LOG.warn("{} again in {} s: {}", what, RETRY.toSeconds(), e.getMessage());
                again.accept(RETRY);
            }
        } catch (RuntimeException e) {
            LOG.error("{} again in {} s, as it failed", what, RETRY.toSeconds(), e);
            again.accept(RETRY);
        }
    }
}
