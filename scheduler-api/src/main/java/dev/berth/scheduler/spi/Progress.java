package dev.berth.scheduler.spi;

/**
 * How far a backend is with the version its objects bear. It lasts: an instance that crashes after the rollout was
 * complete makes nothing of it incomplete. A backend that claims {@code rollout.abort}, or leaves
 * {@code rollout.on-failure} to the controller, has to tell it.
 *
 * @param state how far
 * @param reason when FAILED why, upper-case and stable, such as {@code PROGRESS_DEADLINE_EXCEEDED}; else empty
 * @param message the reason in a sentence, may be empty
 */
public record Progress(State state, String reason, String message) {
    /** The backend doesn't tell. */
    public static final Progress UNKNOWN = new Progress(State.UNKNOWN, "", "");

    /** It is under way, or stands still because it was told to. */
    public static final Progress ONGOING = new Progress(State.ONGOING, "", "");

    /** Every instance is of the revision and was ready; of a batch, its run has ended, however it did. */
    public static final Progress COMPLETE = new Progress(State.COMPLETE, "", "");

    /**
     * It makes none any more; the time since which it makes none counts anew from each version that isn't paused. Where no
     * controller answers, the workload is PAUSED.
     */
    public static Progress failed(String reason, String message) {
        return new Progress(State.FAILED, reason, message);
    }

    /** How far. */
    public enum State {
        UNKNOWN,
        ONGOING,
        COMPLETE,
        FAILED
    }
}
