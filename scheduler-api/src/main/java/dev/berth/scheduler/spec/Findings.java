package dev.berth.scheduler.spec;

import dev.berth.scheduler.error.FieldPath;
import dev.berth.scheduler.error.Problem;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Collects violations of one place in a spec, in the order of the rules. Messages are name, value and what is allowed;
 * values that may hold a secret (arguments, environment, files, overrides) are never shown.
 */
final class Findings {
    /** Longer waits are mistakes of unit; the bound also keeps arithmetic on deadlines from overflowing. */
    static final Duration LONGEST = Duration.ofDays(365);

    private static final int LONGEST_PATH = 4095;

    private final FieldPath path;
    private final String name;
    private final List<Problem> problems;

    private Findings(FieldPath path, String name, List<Problem> problems) {
        this.path = path;
        this.name = name;
        this.problems = problems;
    }

    static Findings root(List<Problem> problems) {
        return new Findings(FieldPath.ROOT, "", problems);
    }

    Findings field(String field) {
        return new Findings(path.field(field), field, problems);
    }

    Findings item(int index) {
        return new Findings(path.item(index), name + "[" + index + "]", problems);
    }

    FieldPath path() {
        return path;
    }

    /** Refuses with the message as it is. */
    void refuse(String message) {
        problems.add(path.invalid(message));
    }

    /** Refuses as {@code name (=value) rule}. */
    void refuse(Object value, String rule) {
        refuse(Text.printable(name) + " (=" + Shown.of(value) + ") " + rule);
    }

    /** Refuses the key that the path of this place may end with, so that it stands in the message only if it doesn't. */
    void refuseKey(String what, String key, String rule) {
        String last = FieldPath.ROOT.field(key).text();
        boolean said = path.text().endsWith("." + last)
                || (last.startsWith("[") && path.text().endsWith(last));
        refuse(what + (said ? " " : " (=" + Text.quote(key) + ") ") + rule);
    }

    void require(boolean holds, Object value, String rule) {
        if (!holds) {
            refuse(value, rule);
        }
    }

    void atLeast(long minimum, long value) {
        require(value >= minimum, value, "must be " + minimum + " or more");
    }

    void between(long minimum, long maximum, long value) {
        require(value >= minimum && value <= maximum, value, "must be between " + minimum + " and " + maximum);
    }

    void positive(Duration value) {
        require(value.compareTo(Duration.ZERO) > 0, value, "must be longer than 0");
        notTooLong(value);
    }

    void notNegative(Duration value) {
        require(!value.isNegative(), value, "must be 0 or longer");
        notTooLong(value);
    }

    private void notTooLong(Duration value) {
        require(value.compareTo(LONGEST) <= 0, value, "must be at most " + LONGEST.toDays() + " days");
    }

    void matches(Pattern pattern, int maximumLength, String value, String rule) {
        if (value.length() > maximumLength) {
            notLongerThan(maximumLength, value); // and no more: patterns with groups recurse on long texts
        } else {
            require(pattern.matcher(value).matches(), value, "must be " + rule);
        }
    }

    void notLongerThan(int maximumLength, String value) {
        require(
                value.length() <= maximumLength,
                value,
                "has " + value.length() + " characters, at most " + maximumLength + " are allowed");
    }

    /** For values that may hold a secret: a message without the value. */
    void deliverable(String value) {
        if (value.indexOf('\0') >= 0) {
            refuse(Text.printable(name) + " must not contain NUL: no process can be given it");
        } else if (!Text.isDeliverable(value)) {
            refuse(Text.printable(name) + " must not contain a lone surrogate: it has no UTF-8 form");
        }
    }

    /** An absolute path that stays below where it points and fits on a line. */
    void absolutePath(String value) {
        require(value.startsWith("/"), value, "must be an absolute path");
        require(
                !List.of(value.split("/", -1)).contains(".."),
                value,
                "must not contain '..': it has to name its place itself");
        require(Text.isPlain(value), value, "must not contain control characters or lone surrogates");
        notLongerThan(LONGEST_PATH, value);
    }
}
