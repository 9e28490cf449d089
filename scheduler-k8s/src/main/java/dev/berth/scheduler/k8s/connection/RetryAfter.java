package dev.berth.scheduler.k8s.connection;

import java.time.Duration;
import java.util.Optional;

/** When a server wants to be asked again: API servers say whole seconds. Pure. */
final class RetryAfter {
    private RetryAfter() {}

    static Optional<Duration> read(String header) {
        String text = header.strip();
        boolean seconds = !text.isEmpty() && text.length() <= 6 && text.chars().allMatch(Character::isDigit);
        return seconds ? Optional.of(Duration.ofSeconds(Integer.parseInt(text))) : Optional.empty();
    }
}
