package dev.berth.scheduler.core.document;

/** One scalar as YAML: plain where no reader could misread it, a block when it has lines, else in double quotes. */
final class YamlScalar {
    private YamlScalar() {}

    static String write(ScalarNode scalar, int indent) {
        String text = scalar.text();
        if (!scalar.quoted() && PlainScalar.isJson(text)) {
            return text;
        }
        return fitsBlock(text) ? block(text, indent) : name(text);
    }

    static String name(String text) {
        return PlainScalar.isText(text) ? text : Quotes.quote(text);
    }

    /** Lines whose first is indented by none, with at most one line break at the end, and nothing to escape. */
    private static boolean fitsBlock(String text) {
        int firstBreak = text.indexOf('\n');
        if (firstBreak <= 0 || text.startsWith(" ") || text.endsWith("\n\n")) {
            return false;
        }
        String escaped = Quotes.escape(text.replace("\n", "").replace("\"", "").replace("\\", ""));
        return escaped.length()
                == text.replace("\n", "").replace("\"", "").replace("\\", "").length();
    }

    private static String block(String text, int indent) {
        boolean ended = text.endsWith("\n");
        String body = ended ? text.substring(0, text.length() - 1) : text;
        StringBuilder out = new StringBuilder(ended ? "|" : "|-");
        for (String line : body.split("\n", -1)) {
            out.append('\n').append(line.isEmpty() ? "" : " ".repeat(indent) + line);
        }
        return out.toString();
    }
}
