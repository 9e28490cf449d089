package dev.berth.scheduler.k8s.connection;

import java.util.Optional;

/** Where a bearer token comes from. */
interface TokenSource {
    /** Never any. */
    TokenSource NONE = anew -> Optional.empty();

    /**
     * The token to send.
     *
     * @param anew whether the last one was refused, so that a kept one won't do
     */
    Optional<String> token(boolean anew);
}
