package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.core.document.DocumentLimits;
import dev.berth.scheduler.core.document.Documents;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.ParsedDocuments;
import dev.berth.scheduler.core.document.Source;
import dev.berth.scheduler.plan.FieldDiff;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What writes change, for changes that no field of the spec explains: drift, unfinished edits. Of documents that are JSON
 * objects, or YAML with its marker, the fields that differ, of others the whole.
 */
final class NativeDiff {
    private static final Documents DOCUMENTS = new Documents(DocumentLimits.STANDARD);

    /** The marker of a document: what begins with it is YAML beyond doubt. */
    private static final String YAML = "---\n";

    /** Servers leave out what has one of these values: to say so or to be silent is the same. */
    private static final Set<String> NOTHING = Set.of("false", "0", "\"\"", "null", "[]", "{}");

    private NativeDiff() {}

    static List<FieldDiff> of(List<NativeWrite> writes, List<NativeObject> observed) {
        return writes.stream().flatMap(write -> of(write, observed)).toList();
    }

    private static Stream<FieldDiff> of(NativeWrite write, List<NativeObject> observed) {
        NativeObject object = write.object();
        String name = object.kind() + " " + object.name();
        Optional<String> before = observed.stream()
                .filter(one -> one.kind().equals(object.kind()) && one.name().equals(object.name()))
                .map(NativeObject::document)
                .findFirst();
        Optional<String> after = switch (write.action()) {
            case CREATE, UPDATE -> Optional.of(object.document());
            case DELETE -> Optional.empty();
        };
        if (before.equals(after)) {
            return Stream.empty();
        }
        Optional<Node> was = before.flatMap(NativeDiff::tree);
        Optional<Node> becomes = after.flatMap(NativeDiff::tree);
        return was.isPresent() && becomes.isPresent()
                ? telling(TreeDiff.between(name, was, becomes)).stream()
                : Stream.of(new FieldDiff(name, before, after));
    }

    /** Without those that say nothing, unless there are no others: a write is never without its reason. */
    private static List<FieldDiff> telling(List<FieldDiff> differences) {
        List<FieldDiff> telling =
                differences.stream().filter(one -> !saysNothing(one)).toList();
        return telling.isEmpty() ? differences : telling;
    }

    private static boolean saysNothing(FieldDiff difference) {
        boolean both = difference.before().isPresent() && difference.after().isPresent();
        return !both
                && difference
                        .before()
                        .or(difference::after)
                        .filter(NOTHING::contains)
                        .isPresent();
    }

    private static Optional<Node> tree(String document) {
        Optional<String> syntax = document.startsWith("{")
                ? Optional.of("json")
                : document.startsWith(YAML) ? Optional.of("yaml") : Optional.empty();
        return syntax.flatMap(name -> tree("document." + name, document));
    }

    private static Optional<Node> tree(String name, String document) {
        ParsedDocuments parsed =
                DOCUMENTS.parse(Source.of(name, Path.of(""), document.getBytes(StandardCharsets.UTF_8)));
        return parsed.documents().stream()
                .filter(node -> parsed.problems().isEmpty() && node instanceof MapNode)
                .findFirst();
    }
}
