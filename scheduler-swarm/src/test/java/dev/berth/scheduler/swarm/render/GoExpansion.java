package dev.berth.scheduler.swarm.render;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of Go's text/template as texts in a service's fields could meet: an action begins with two opening braces
 * wherever they stand, may trim the white space around it, and here has to be a text constant in double quotes.
 */
final class GoExpansion {
    private static final Pattern ACTION =
            Pattern.compile("\\{\\{(- )?\\s*\"((?:[^\"\\\\\n]|\\\\[\"\\\\])*)\"\\s*( -)?}}");

    private GoExpansion() {}

    static String of(String template) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (true) {
            int opening = template.indexOf("{{", at);
            if (opening < 0) {
                return text.append(template, at, template.length()).toString();
            }
            text.append(template, at, opening);
            Matcher action = ACTION.matcher(template).region(opening, template.length());
            if (!action.lookingAt()) {
                throw new IllegalArgumentException("an engine would evaluate what stands at " + opening);
            }
            if (action.group(1) != null || action.group(3) != null) {
                throw new IllegalArgumentException("an engine would trim white space at " + opening);
            }
            text.append(action.group(2));
            at = action.end();
        }
    }
}
