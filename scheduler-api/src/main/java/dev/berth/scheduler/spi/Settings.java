package dev.berth.scheduler.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One backend's section of a configuration. Asking marks a key as known; keys never asked for are refused, together
 * with every wrong value, all at once, after the adapter has asked for everything. A wrong value answers as if absent.
 */
public interface Settings {
    Optional<String> text(String key);

    Optional<Integer> wholeNumber(String key);

    Optional<Boolean> flag(String key);

    Optional<Duration> duration(String key);

    List<String> texts(String key);

    Map<String, String> textMap(String key);

    Optional<Settings> section(String key);

    /** Sections by name, in order, for a key that holds several of a kind. */
    Map<String, Settings> sections(String key);

    /** Refuses a value that only the adapter can judge. */
    void refuse(String key, String message);
}
