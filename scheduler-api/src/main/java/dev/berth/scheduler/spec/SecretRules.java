package dev.berth.scheduler.spec;

import java.util.regex.Pattern;

/** Rules of references to secrets. */
final class SecretRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]*");
    private static final int LONGEST = 253;

    private SecretRules() {}

    static void check(SecretReference reference, Findings findings) {
        findings.field("name")
                .matches(
                        NAME,
                        LONGEST,
                        reference.name(),
                        "letters, digits, '.', '_', '-' and '/', with a letter or digit first and last");
        findings.field("name").require(!reference.name().contains(".."), reference.name(), "must not contain '..'");
        findings.field("key").matches(KEY, LONGEST, reference.key(), "letters, digits, '.', '_' and '-'");
        findings.field("key").require(!reference.key().contains(".."), reference.key(), "must not contain '..'");
    }
}
