package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a selector of labels means, as far as requests of ours say it. */
final class FakeSelector {
    private static final Pattern TERM = Pattern.compile("([^=, ]+)(?:=([^,]*)| in \\(([^)]*)\\))?(?:,|$)");

    private FakeSelector() {}

    static boolean matches(String selector, JsonNode object) {
        JsonNode labels = object.at("/metadata/labels");
        Matcher term = TERM.matcher(selector);
        int end = 0;
        while (end < selector.length() && term.find(end)) {
            JsonNode value = labels.path(term.group(1));
            if (value.isMissingNode() || !isWanted(term, value.asText())) {
                return false;
            }
            end = term.end();
        }
        if (end < selector.length()) {
            throw new IllegalArgumentException(selector + " is no selector that is known here");
        }
        return true;
    }

    private static boolean isWanted(Matcher term, String value) {
        if (term.group(2) != null) {
            return value.equals(term.group(2));
        }
        return term.group(3) == null || List.of(term.group(3).split(",", -1)).contains(value);
    }
}
