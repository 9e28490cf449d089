package dev.berth.scheduler.local.process;

import java.util.regex.Pattern;

/**
 * One start of one instance: what everything about a process is recorded under. It is used once; a restart of the
 * instance is another attempt. The log of an instance goes on over its attempts.
 *
 * @param instance lower-case letters, digits, {@code -} and {@code .}, up to 128 characters
 * @param attempt 0 or more
 */
public record ProcessName(String instance, long attempt) {
    private static final Pattern INSTANCE = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,126}[a-z0-9])?");
    private static final Pattern TEXT = Pattern.compile("([a-z0-9.-]+)~([0-9]{1,18})");

    public ProcessName {
        if (!INSTANCE.matcher(instance).matches()) {
            throw new IllegalArgumentException(
                    "instance (=%s) must be 1 to 128 of a-z, 0-9, '.' and '-', with a letter or digit at both ends"
                            .formatted(instance));
        }
        if (attempt < 0) {
            throw new IllegalArgumentException("attempt (=%d) must be 0 or more".formatted(attempt));
        }
    }

    /** Reads what {@link #toString} wrote. */
    static ProcessName parse(String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("process name (=%s) must be INSTANCE~ATTEMPT".formatted(text));
        }
        return new ProcessName(matcher.group(1), Long.parseLong(matcher.group(2)));
    }

    @Override
    public String toString() {
        return instance + "~" + attempt;
    }
}
