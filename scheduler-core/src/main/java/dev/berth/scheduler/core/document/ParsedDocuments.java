package dev.berth.scheduler.core.document;

import dev.berth.scheduler.error.Problem;
import java.util.List;

/**
 * What a text held.
 *
 * @param documents the documents in order, as far as the text could be read; empty documents are left out
 * @param problems everything wrong with the text, in the order of the text
 */
public record ParsedDocuments(List<Node> documents, List<Problem> problems) {
    public ParsedDocuments {
        documents = List.copyOf(documents);
        problems = List.copyOf(problems);
    }
}
