package dev.berth.scheduler.tck.run;

/** What became of a test. */
public enum Outcome {
    /** The backend claims it and does it. */
    PASSED,
    /** The backend claims it and doesn't do it, or refuses it wrongly. */
    FAILED,
    /** The backend declares it unsupported, and was proven to refuse it. */
    REFUSED,
    /** It could not be tried here; the reason says why. */
    NOT_RUN
}
