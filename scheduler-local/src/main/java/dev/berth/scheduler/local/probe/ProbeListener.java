package dev.berth.scheduler.local.probe;

/**
 * Is told when a probe's state changes, on a thread of the prober, in order for each probe. The first call comes with the
 * first state there is: before it the state is unknown.
 *
 * <p>A call should be short, as it holds up the next question. One that is under way while its probe is closed may still
 * arrive afterwards.
 */
public interface ProbeListener {
    /** As many questions in a row as the probe asks for have passed. */
    void passing();

    /**
     * As many questions in a row as the probe asks for have failed.
     *
     * @param reason why the last one did, such as {@code HTTP 503 from http://127.0.0.1:20001/healthz}
     */
    void failing(String reason);

    /**
     * It has not passed for a first time yet, and why is not what it was.
     *
     * @param reason as above; it has no other consequence than to be shown
     */
    void notYet(String reason);
}
