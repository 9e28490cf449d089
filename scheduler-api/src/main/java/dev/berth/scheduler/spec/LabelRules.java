package dev.berth.scheduler.spec;

import java.util.Map;
import java.util.regex.Pattern;

/** Rules of labels and annotations: those of Kubernetes, the narrowest. */
final class LabelRules {
    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_PREFIX = 253;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?");
    private static final Pattern PREFIX =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final String NAME_RULE = "letters, digits, '_', '.' and '-', with a letter or digit first and last";

    /** Owner marks and the like are labels below this. */
    private static final String RESERVED = "berth.dev";

    private LabelRules() {}

    static void labels(Map<String, String> labels, Findings findings) {
        labels.forEach((key, value) -> {
            Findings place = findings.field(key);
            ownKey(key, place);
            if (!value.isEmpty()) {
                place.matches(NAME, LONGEST_NAME, value, "empty or " + NAME_RULE);
            }
        });
    }

    static void annotations(Map<String, String> annotations, Findings findings) {
        annotations.forEach((key, value) -> {
            ownKey(key, findings.field(key));
            findings.field(key).deliverable(value);
        });
    }

    private static void ownKey(String key, Findings findings) {
        key(key, findings);
        if (key.startsWith(RESERVED + "/")) {
            findings.refuseKey("the key", key, "must not begin with " + RESERVED + "/, which is reserved");
        }
    }

    /** A name of at most 63 characters, with a DNS domain and a slash before it if needed. */
    static void key(String key, Findings findings) {
        int slash = key.indexOf('/');
        String prefix = slash < 0 ? "" : key.substring(0, slash);
        String name = key.substring(slash + 1);
        boolean legalPrefix = slash < 0
                || (prefix.length() <= LONGEST_PREFIX && PREFIX.matcher(prefix).matches());
        boolean legalName = name.length() <= LONGEST_NAME && NAME.matcher(name).matches();
        if (!legalPrefix || !legalName) {
            findings.refuseKey(
                    "the key",
                    key,
                    "must be at most " + LONGEST_NAME + " " + NAME_RULE + ", after a DNS domain and '/' if needed");
        }
    }
}
