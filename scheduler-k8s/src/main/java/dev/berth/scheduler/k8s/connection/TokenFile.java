package dev.berth.scheduler.k8s.connection;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A token in a file that others write: a pod's is another every hour. Thread-safe. */
final class TokenFile implements TokenSource {
    private static final long KEPT = Duration.ofSeconds(30).toNanos();

    private final String name;
    private final Path file;
    private String kept = "";
    private long readAt;

    /** Reads it now and then. */
    TokenFile(String name, Path file) {
        this.name = name;
        this.file = file;
    }

    @Override
    public synchronized Optional<String> token() {
        long now = System.nanoTime();
        if (kept.isEmpty() || now - readAt > KEPT) {
            kept = TokenSource.checked(name + " (=" + file + ")", PemFiles.text(name, file));
            readAt = now;
        }
        return Optional.of(kept);
    }
}
