package dev.berth.scheduler.core.document;

import dev.berth.scheduler.error.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Short ways to parse a text in a test. */
final class Parsed {
    private Parsed() {}

    static ParsedDocuments parse(String name, byte[] content) {
        return new Documents(DocumentLimits.STANDARD).parse(Source.of(name, Path.of("."), content));
    }

    static ParsedDocuments yaml(String text) {
        return parse("a.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    static ParsedDocuments json(String text) {
        return parse("a.json", text.getBytes(StandardCharsets.UTF_8));
    }

    static List<String> problems(ParsedDocuments parsed) {
        return parsed.problems().stream().map(Problem::toString).toList();
    }

    /** The value at a path of field names, in the first document. */
    static Node at(ParsedDocuments parsed, String... names) {
        Node node = parsed.documents().get(0);
        for (String name : names) {
            node = ((MapNode) node).field(name).orElseThrow().value();
        }
        return node;
    }
}
