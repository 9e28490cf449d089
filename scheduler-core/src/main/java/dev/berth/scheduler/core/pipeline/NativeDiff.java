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
import dev.berth.scheduler.plan.NativeWrite.Action;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * What writes change, for changes that no field of the spec explains: drift, unfinished edits. Of documents that are JSON
 * objects, or YAML with its marker, the fields that differ, of others the whole.
 */
final class NativeDiff {
    private static final Documents DOCUMENTS = new Documents(DocumentLimits.STANDARD);

    /** The marker of a document: what begins with it is YAML beyond doubt. */
    private static final String YAML = "---\n";

    private NativeDiff() {}

    /** @param touched as {@link dev.berth.scheduler.spi.Translator#touched} */
    static List<FieldDiff> of(
            List<NativeWrite> writes, List<NativeObject> observed, BinaryOperator<NativeObject> touched) {
        return writes.stream()
                .filter(write -> !isMadeAnew(write, writes))
                .flatMap(write -> of(write, observed, touched))
                .toList();
    }

    /** Then what is made tells the difference. */
    private static boolean isMadeAnew(NativeWrite write, List<NativeWrite> writes) {
        return write.action() == Action.DELETE
                && writes.stream()
                        .anyMatch(one -> one.action() == Action.CREATE && isSame(one.object(), write.object()));
    }

    private static boolean isSame(NativeObject one, NativeObject other) {
        return one.kind().equals(other.kind()) && one.name().equals(other.name());
    }

    private static Stream<FieldDiff> of(
            NativeWrite write, List<NativeObject> observed, BinaryOperator<NativeObject> touched) {
        NativeObject object = write.object();
        String name = object.kind() + " " + object.name();
        Optional<String> before = observed.stream()
                .filter(one -> isSame(one, object))
                .map(one -> write.action() == Action.DELETE ? one : touched.apply(one, object))
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
                ? TreeDiff.between(name, was, becomes).stream()
                : Stream.of(new FieldDiff(name, before, after));
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
