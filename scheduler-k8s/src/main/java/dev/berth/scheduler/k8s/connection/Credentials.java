package dev.berth.scheduler.k8s.connection;

import java.time.Instant;
import java.util.Optional;

/**
 * Who we are. Nothing secret is told of it.
 *
 * @param certificate ours; there with its key
 * @param until when others are to be got; empty for those that are good until they are refused
 */
record Credentials(TokenSource tokens, Optional<Pem> certificate, Optional<Pem> key, Optional<Instant> until) {
    static Credentials of(TokenSource tokens, Optional<Pem> certificate, Optional<Pem> key) {
        return new Credentials(tokens, certificate, key, Optional.empty());
    }

    @Override
    public String toString() {
        return certificate.isPresent() ? "a certificate" : "a token or nobody";
    }
}
