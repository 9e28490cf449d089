package dev.berth.scheduler.core.document;

import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.SourcePosition;
import java.util.ArrayList;
import java.util.List;

/** What both syntaxes share while a text is read: documents, problems and limits. */
final class Assembly {
    private final String source;
    private final DocumentLimits limits;
    private final List<Node> documents = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private boolean anyDocument;
    private int untold;
    private int depth;
    private int values;

    Assembly(String source, DocumentLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    int longestLine() {
        return limits.line();
    }

    SourcePosition position(int line, int column) {
        return new SourcePosition(source, line, column);
    }

    /** A problem of the whole text. */
    void problem(String message) {
        tell(Problem.invalid("", message));
    }

    void problem(int line, int column, String message) {
        tell(Problem.invalid("", message).at(position(line, column)));
    }

    void problem(Place place, String message) {
        tell(place.problem(message));
    }

    /** Told with its position, and nothing more can be read. */
    StopReading stop(int line, int column, String message) {
        problem(line, column, message);
        return new StopReading();
    }

    void enter(Place place) throws StopReading {
        if (++depth > limits.depth()) {
            problem(place, "lists and maps stand more than " + limits.depth() + " deep; nothing after this was read");
            throw new StopReading();
        }
    }

    void leave() {
        depth--;
    }

    /** Counts one more value. */
    void count(Place place) throws StopReading {
        if (++values > limits.values()) {
            problem(place, "more than " + limits.values() + " values; nothing after this was read");
            throw new StopReading();
        }
    }

    /** A scalar, if its text can be written as UTF-8 and handed to a process. */
    Node scalar(Place place, String text, boolean quoted) {
        if (text.indexOf('\0') >= 0) {
            problem(place, "holds the character U+0000 (NUL), which no process can be given");
            return new UnreadableNode(place);
        }
        if (Surrogates.unpaired(text)) {
            problem(place, "holds half a character (an unpaired surrogate)");
            return new UnreadableNode(place);
        }
        return new ScalarNode(place, text, quoted);
    }

    void document(Node document) {
        if (document.kind() != Node.Kind.NULL) {
            anyDocument = true;
            documents.add(document);
        }
    }

    void refuseNoDocuments() {
        if (!anyDocument && problems.isEmpty()) {
            problem(source + " is empty; it must hold at least one document");
        }
    }

    ParsedDocuments finish() {
        if (untold > 0) {
            problems.add(Problem.invalid("", untold + " more problems are not listed"));
        }
        return new ParsedDocuments(documents, problems);
    }

    private void tell(Problem problem) {
        if (problems.size() < limits.problems()) {
            problems.add(problem);
        } else {
            untold++;
        }
    }
}
