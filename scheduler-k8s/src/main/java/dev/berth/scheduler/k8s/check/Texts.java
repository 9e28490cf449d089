package dev.berth.scheduler.k8s.check;

import java.util.regex.Pattern;

/** Forms of names that an API server takes. */
final class Texts {
    private static final Pattern LABEL_VALUE = Pattern.compile("|[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");
    private static final String DNS_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final Pattern SUBDOMAIN = Pattern.compile(DNS_LABEL + "(\\." + DNS_LABEL + ")*");
    private static final int LONGEST_SUBDOMAIN = 253;

    static final String LABEL_VALUE_RULE =
            "must be empty or at most 63 letters, digits, '_', '.' and '-', with a letter or digit first and last: no"
                    + " label of a node has another value";
    static final String SUBDOMAIN_RULE = "must be lower-case letters, digits, '-' and '.', with a letter or digit first"
            + " and last: nothing on Kubernetes has another name";

    private Texts() {}

    static boolean isLabelValue(String text) {
        return LABEL_VALUE.matcher(text).matches();
    }

    static boolean isSubdomain(String text) {
        return text.length() <= LONGEST_SUBDOMAIN && SUBDOMAIN.matcher(text).matches();
    }
}
