package dev.berth.scheduler.k8s.connection;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A token in a file that others write: a pod's is another every hour. Thread-safe. */
final class TokenFile implements TokenSource {
    private static final long KEPT = Duration.ofSeconds(30).toNanos();

    private final Path file;
    private String kept = "";
    private long readAt;

    TokenFile(Path file) {
        this.file = file;
    }

    @Override
    public synchronized Optional<String> token(boolean anew) {
        long now = System.nanoTime();
        if (anew || kept.isEmpty() || now - readAt > KEPT) {
            kept = checked(PemFiles.text("token-file", file).strip());
            readAt = now;
        }
        return Optional.of(kept);
    }

    private String checked(String token) {
        if (token.isEmpty() || token.chars().anyMatch(letter -> letter <= ' ' || letter >= 0x7f)) {
            throw PemFiles.unusable("token-file (=" + file + ") must hold one token");
        }
        return token;
    }
}
