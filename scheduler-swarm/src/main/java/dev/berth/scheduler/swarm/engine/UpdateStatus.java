package dev.berth.scheduler.swarm.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a manager is with a rollout.
 *
 * @param state in the manager's word: updating, paused, completed, rollback_started, rollback_paused, rollback_completed
 * @param message why, in the manager's words; may be empty
 */
public record UpdateStatus(String state, Optional<Instant> startedAt, Optional<Instant> completedAt, String message) {
    /** Whether it stands still because it failed. */
    public boolean isPaused() {
        return state.endsWith("paused");
    }

    public boolean isCompleted() {
        return state.endsWith("completed");
    }
}
