package dev.berth.scheduler.core.document;

/** The rest of a text can't be read; the problem is already told. */
final class StopReading extends Exception {
    private static final long serialVersionUID = 1L;

    StopReading() {
        super("reading stopped", null, false, false);
    }
}
