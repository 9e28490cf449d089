package dev.berth.scheduler.core.record;

/**
 * A rollout that failed, kept by the edit that its policy led to.
 *
 * @param revision that was rolled out
 * @param reason upper-case and stable, as the backend told it
 * @param message a sentence, may be empty
 */
public record Failure(long revision, String reason, String message) {}
