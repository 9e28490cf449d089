package dev.berth.scheduler.swarm.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of the Engine API. */
public record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
    /** The oldest that Berth speaks: Docker Engine 20.10. */
    public static final ApiVersion OLDEST = new ApiVersion(1, 41);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})");

    /**
     * Reads {@code 1.41}.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static ApiVersion of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("an API version (=" + text + ") must be MAJOR.MINOR");
        }
        return new ApiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    public boolean isAtLeast(ApiVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
