package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.DocumentLimits;
import dev.berth.scheduler.core.document.Documents;
import dev.berth.scheduler.core.document.JsonText;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.ParsedDocuments;
import dev.berth.scheduler.core.document.Source;
import dev.berth.scheduler.core.document.YamlText;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Specs to texts and back. Thread-safe.
 *
 * <p>Reading takes YAML and JSON with every short form; writing gives the one canonical form, which reads back as an
 * equal spec. The defaults it leaves out are those of {@code apiVersion: berth/v1} and never change under that name.
 */
public final class SpecCodec {
    private final Documents documents = new Documents(DocumentLimits.STANDARD);

    /** Every spec of a text, and every problem of it. */
    public ReadResult read(Source source) {
        return read(List.of(source));
    }

    /** Every spec of several texts; no two may have one id. */
    public ReadResult read(Collection<Source> sources) {
        List<LocatedSpec> specs = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Source source : sources) {
            ReadResult result = readOne(source);
            specs.addAll(result.specs());
            problems.addAll(result.problems());
        }
        return new UniqueIds(specs, problems).result();
    }

    private ReadResult readOne(Source source) {
        ParsedDocuments parsed = documents.parse(source);
        DocumentReader reader = new DocumentReader(source.directory());
        parsed.documents().forEach(reader::read);
        List<Problem> problems = new ArrayList<>(parsed.problems());
        problems.addAll(reader.result().problems());
        return new ReadResult(reader.result().specs(), TextOrder.sorted(problems));
    }

    /**
     * The spec of a canonical text.
     *
     * @throws RefusedException INVALID when it is none
     */
    public WorkloadSpec fromCanonical(byte[] canonical) {
        List<WorkloadSpec> specs =
                read(Source.of("canonical.json", Path.of("/"), canonical)).orThrow();
        if (specs.size() != 1) {
            throw RefusedException.invalid("", "a canonical text holds " + specs.size() + " specs; it must hold one");
        }
        return specs.get(0);
    }

    /** One document in canonical form. */
    public String toYaml(WorkloadSpec spec) {
        return YamlText.write(WorkloadShape.WORKLOAD.write(spec));
    }

    /** Several documents in canonical form. */
    public String toYaml(List<WorkloadSpec> specs) {
        return YamlText.write(specs.stream().map(WorkloadShape.WORKLOAD::write).toList());
    }

    /** The canonical form as a tree, to be part of a larger document. */
    public Node document(WorkloadSpec spec) {
        return WorkloadShape.WORKLOAD.write(spec);
    }

    /** The canonical form as indented JSON. */
    public String toJson(WorkloadSpec spec) {
        return JsonText.pretty(WorkloadShape.WORKLOAD.write(spec));
    }

    /** The canonical form as JSON without blanks, in UTF-8: equal specs have equal bytes. */
    public byte[] canonical(WorkloadSpec spec) {
        return JsonText.compact(WorkloadShape.WORKLOAD.write(spec)).getBytes(StandardCharsets.UTF_8);
    }

    /** {@code v1:sha256:} and the hexadecimal SHA-256 of {@link #canonical}. */
    public String digest(WorkloadSpec spec) {
        return Digest.of(canonical(spec));
    }

    /** The JSON Schema (draft 2020-12) of the texts that {@link #read} takes. */
    public String schema() {
        return JsonText.pretty(SpecSchema.document());
    }
}
