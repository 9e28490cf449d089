package dev.berth.scheduler.capability;

import java.util.Optional;

/**
 * How far a backend has a capability.
 *
 * @param level the answer
 * @param note the reason when UNSUPPORTED, the caveat when EMULATED, may be empty when NATIVE
 * @param needsController whether it works only while a Berth controller lives
 */
public record Support(Level level, String note, boolean needsController) {
    /** What a capability has that nobody declared: undeclared is unsupported. */
    public static final Support UNDECLARED =
            new Support(Level.UNSUPPORTED, "this backend doesn't know the capability", false);

    /** The backend does it by itself. */
    public static Support nativeSupport() {
        return new Support(Level.NATIVE, "", false);
    }

    /** Berth does it with what the backend has, whether or not a controller lives. */
    public static Support emulated(String caveat) {
        return new Support(Level.EMULATED, caveat, false);
    }

    /** Berth does it as long as a controller lives. */
    public static Support controlled(String caveat) {
        return new Support(Level.EMULATED, caveat, true);
    }

    /** Refused; {@code reason} is what users are told. */
    public static Support unsupported(String reason) {
        return new Support(Level.UNSUPPORTED, reason, false);
    }

    /** This, or UNSUPPORTED for that reason when it needs a controller. */
    Support withoutController(String reason) {
        return needsController ? unsupported(reason) : this;
    }

    public boolean isSupported() {
        return level != Level.UNSUPPORTED;
    }

    /**
     * Why this isn't enough; empty when it is.
     *
     * @param nativeOnly whether EMULATED is too little (rule CAP-2)
     */
    public Optional<String> refusal(boolean nativeOnly) {
        return switch (level) {
            case NATIVE -> Optional.empty();
            case EMULATED ->
                nativeOnly ? Optional.of("is only emulated, native was asked for: " + note) : Optional.empty();
            case UNSUPPORTED -> Optional.of(note);
        };
    }

    /** The three honest answers. */
    public enum Level {
        /** The backend does it by itself. */
        NATIVE,
        /** Berth does it with what the backend has; the note says what differs. */
        EMULATED,
        /** Refused, for the reason in the note. */
        UNSUPPORTED
    }
}
