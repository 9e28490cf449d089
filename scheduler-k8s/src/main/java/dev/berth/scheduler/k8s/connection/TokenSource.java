package dev.berth.scheduler.k8s.connection;

import java.util.Optional;

/** Where a bearer token comes from. */
interface TokenSource {
    /** Never any. */
    TokenSource NONE = Optional::empty;

    /** The token to send. */
    Optional<String> token();

    /**
     * Always the same.
     *
     * @param name where it stands
     */
    static TokenSource of(String name, String token) {
        Optional<String> kept = Optional.of(checked(name, token));
        return () -> kept;
    }

    /** Nothing that would end a header, and nothing that a message of the JDK would quote. */
    static String checked(String name, String text) {
        String token = text.strip();
        if (token.isEmpty() || token.chars().anyMatch(letter -> letter <= ' ' || letter >= 0x7f)) {
            throw PemFiles.unusable(name + " must be one token");
        }
        return token;
    }
}
