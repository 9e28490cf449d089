package dev.berth.scheduler.status;

/**
 * Something true of a workload that its phase alone doesn't say.
 *
 * @param reason upper-case, stable, such as {@code UNPLACEABLE}, {@code CRASH_LOOP}, {@code CONTROLLER_ABSENT}
 * @param message a sentence for people
 */
public record Condition(String reason, String message) {
    public static final String UNPLACEABLE = "UNPLACEABLE";
    public static final String CRASH_LOOP = "CRASH_LOOP";
    public static final String CANNOT_START = "CANNOT_START";
    /** It needs a controller, and none lives: what runs, runs on; what would have to be done for it isn't. */
    public static final String CONTROLLER_ABSENT = "CONTROLLER_ABSENT";

    /** The orchestrator makes something else of a constraint than it says, on nodes that the message names. */
    public static final String CONSTRAINT_UNMET = "CONSTRAINT_UNMET";

    public static final String UNFINISHED_EDIT = "UNFINISHED_EDIT";

    /** A rollout made no progress for as long as its policy allows. */
    public static final String PROGRESS_DEADLINE_EXCEEDED = "PROGRESS_DEADLINE_EXCEEDED";

    /** A rollout failed and the current revision is equal to the last one that was complete; the message says which failed. */
    public static final String ROLLED_BACK = "ROLLED_BACK";

    /** The last ticks of a CRON could not be fired in time; the message says which. */
    public static final String MISSED = "MISSED";

    /** Nothing is replaced, no tick fires: it was asked for, or a rollout failed; the message says which. */
    public static final String PAUSED = "PAUSED";

    public static final String REMOVING = "REMOVING";
}
