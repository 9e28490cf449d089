package dev.berth.scheduler.cli.render;

/** What a failed command leaves behind, as far as it is known. */
public enum Aftermath {
    /** The command only reads. */
    NOT_CONCERNED,
    /** Refused, or failed, before anything was changed. */
    NOTHING_CHANGED,
    /** The answer to a change got lost. */
    UNKNOWN,
    /** What was to be changed had been accepted before the failure. */
    ACCEPTED
}
