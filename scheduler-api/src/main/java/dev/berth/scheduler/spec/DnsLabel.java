package dev.berth.scheduler.spec;

import dev.berth.scheduler.error.Problem;
import java.util.List;
import java.util.regex.Pattern;

/** The one form of a name that every orchestrator takes (RFC 1123 label). */
final class DnsLabel {
    private static final Pattern PATTERN = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    private DnsLabel() {}

    static void check(String path, String value, int maximumLength, List<Problem> problems) {
        if (!PATTERN.matcher(value).matches()) {
            problems.add(
                    Problem.invalid(
                            path,
                            Text.quote(value)
                                    + " must be a DNS label: lower-case letters, digits and '-', with a letter or digit first and last"));
        }
        if (value.length() > maximumLength) {
            problems.add(Problem.invalid(
                    path,
                    Text.quote(value) + " has " + value.length() + " characters, at most " + maximumLength
                            + " are allowed"));
        }
    }
}
