package dev.berth.scheduler.core.document;

import java.util.Locale;
import java.util.Optional;

/**
 * Parses a text of one or several documents.
 *
 * <p>JSON is what is named {@code .json}, and what is named neither {@code .yaml} nor {@code .yml} and begins like a
 * JSON object (a brace, then a quote or another brace); all else is YAML.
 */
public final class Documents {
    private final DocumentLimits limits;

    public Documents(DocumentLimits limits) {
        this.limits = limits;
    }

    /** Everything the text holds and everything wrong with it; throws nothing, whatever the text is. */
    public ParsedDocuments parse(Source source) {
        Assembly assembly = new Assembly(source.name(), limits);
        if (source.content().length > limits.bytes()) {
            assembly.problem(source.name() + " (" + source.content().length + " bytes) is too large; at most "
                    + limits.bytes() + " bytes are read");
            return assembly.finish();
        }
        Optional<String> text = new Utf8Decoder(assembly).decode(source.content());
        if (text.isEmpty()) {
            return assembly.finish();
        }
        try {
            read(source.name(), text.get(), assembly);
            assembly.refuseNoDocuments();
        } catch (StopReading e) {
            // What made further reading pointless is already among the problems.
            return assembly.finish();
        }
        return assembly.finish();
    }

    private static void read(String name, String text, Assembly assembly) throws StopReading {
        if (isJson(name, text)) {
            new JsonDocuments(text, assembly).read();
        } else {
            new YamlDocuments(text, assembly).read();
        }
    }

    private static boolean isJson(String name, String text) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
            return false;
        }
        return lower.endsWith(".json") || beginsLikeJson(text);
    }

    private static boolean beginsLikeJson(String text) {
        int brace = skipBlank(text, 0);
        if (brace == text.length() || text.charAt(brace) != '{') {
            return false;
        }
        int next = skipBlank(text, brace + 1);
        return next < text.length() && (text.charAt(next) == '"' || text.charAt(next) == '}');
    }

    private static int skipBlank(String text, int from) {
        int index = from;
        while (index < text.length() && Character.isWhitespace(text.charAt(index))) {
            index++;
        }
        return index;
    }
}
