package dev.berth.scheduler.core.record;

import dev.berth.scheduler.spi.Directives;
import java.time.Instant;
import java.util.Optional;

/**
 * What an accepted edit says beside its spec. Kept in attributes, so that it is known without the content.
 *
 * @param directives verbs that last
 * @param like the earlier revision this one was made equal to, 0 when it is like none: what its instances bear
 * @param complete the last revision of this life known to have been complete when this was accepted, 0 when none was
 * @param failure of the rollout that this revision was made for, or at which it was paused
 * @param controlled whether the workload needs a controller, as far as was known then
 * @param since of a CRON, the time after which its ticks count; empty for other modes
 */
public record Intent(
        Directives directives,
        long like,
        long complete,
        Optional<Failure> failure,
        boolean controlled,
        Optional<Instant> since) {
    /** That of a first edit without any particularity. */
    public static final Intent NONE = new Intent(Directives.NONE, 0, 0, Optional.empty(), false, Optional.empty());

    /** Whether it was paused by its failure, so that another template ends the pause. */
    public boolean pausedByFailure() {
        return directives.paused() && failure.isPresent();
    }

    /** Whether it was paused by its users, so that it stays paused until they resume it. */
    public boolean pausedByUser() {
        return directives.paused() && failure.isEmpty();
    }
}
