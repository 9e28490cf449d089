package dev.berth.scheduler.k8s;

import dev.berth.scheduler.core.adapter.Words;
import dev.berth.scheduler.k8s.connection.StatusObject;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An API server's sentences without the values that they quote, which may be secret. Pure. */
final class RefusalWords {
    /** After which a value of the spec stands, and then a colon and what is wrong with it. */
    private static final List<String> QUOTING = List.of(
            "Invalid value: ", "Unsupported value: ", "Duplicate value: ", "Not found: ", "Too long: ", "Too many: ");

    private static final String BEGINNING = " is invalid: ";

    /** What a schema says of a value of another type: it ends the line. */
    private static final Pattern GOT = Pattern.compile(", got [^\\n]*");

    private RefusalWords() {}

    static String shown(StatusObject words) {
        String message = words.message();
        int details = message.indexOf(BEGINNING);
        if (details < 0) {
            return Words.shown(GOT.matcher(message).replaceAll(""));
        }
        String causes = words.causes().stream()
                .map(cause -> cause.field() + ": " + withoutValue(cause.message()))
                .collect(Collectors.joining("; "));
        return Words.shown(message.substring(0, details) + BEGINNING + (causes.isEmpty() ? "…" : causes));
    }

    static String withoutValue(String message) {
        for (String quoting : QUOTING) {
            if (message.startsWith(quoting)) {
                int end = valueEnd(message, quoting.length());
                String rest = message.startsWith(": ", end) ? message.substring(end + 2) : "";
                String kind = quoting.substring(0, quoting.length() - 2);
                return rest.isEmpty() ? kind : kind + ": " + rest;
            }
        }
        return message;
    }

    /** The value is Go's or JSON's: quoted, within brackets, or up to the colon. */
    private static int valueEnd(String message, int start) {
        int depth = 0;
        boolean quoted = false;
        for (int i = start; i < message.length(); i++) {
            char letter = message.charAt(i);
            if (quoted) {
                if (letter == '\\') {
                    i++;
                } else if (letter == '"') {
                    quoted = false;
                }
            } else if (letter == '"') {
                quoted = true;
            } else if (letter == '{' || letter == '[') {
                depth++;
            } else if (letter == '}' || letter == ']') {
                depth--;
            } else if (letter == ':' && depth == 0) {
                return i;
            }
        }
        return message.length();
    }
}
