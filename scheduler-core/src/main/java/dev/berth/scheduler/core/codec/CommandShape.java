package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A program and its arguments; a program that begins with {@code ./} or {@code ../} is one beside the file. */
record CommandShape() implements Shape<List<String>> {
    private static final Shape<List<String>> WORDS = new ListShape<>(Scalars.TEXT);

    @Override
    public Optional<List<String>> read(Node node, Reading reading) {
        return WORDS.read(node, reading).map(words -> resolve(words, reading));
    }

    private static List<String> resolve(List<String> words, Reading reading) {
        if (words.isEmpty() || !(words.get(0).startsWith("./") || words.get(0).startsWith("../"))) {
            return words;
        }
        List<String> resolved = new ArrayList<>(words);
        resolved.set(0, HostPath.resolve(reading.directory(), words.get(0)));
        return resolved;
    }

    @Override
    public Node write(List<String> words) {
        return WORDS.write(words);
    }

    @Override
    public MapNode schema(Schemas schemas) {
        return WORDS.schema(schemas);
    }
}
