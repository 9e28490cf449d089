package dev.berth.scheduler.spec;

import java.util.regex.Pattern;

/** The one form of a name that every orchestrator takes (RFC 1123 label). */
final class DnsLabel {
    private static final Pattern PATTERN = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final String RULE =
            "a DNS label: lower-case letters, digits and '-', with a letter or digit first and last";

    private DnsLabel() {}

    static void check(String value, int maximumLength, Findings findings) {
        findings.matches(PATTERN, maximumLength, value, RULE);
    }
}
