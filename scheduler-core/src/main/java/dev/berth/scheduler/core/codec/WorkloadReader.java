package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.ScalarNode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One workload document to a spec: first its form, then the rules of the model. */
final class WorkloadReader {
    /** Stands for a name that is none, so that everything else is still checked. */
    static final WorkloadId NAMELESS = WorkloadId.of(WorkloadId.DEFAULT_NAMESPACE, "nameless");

    private final Path directory;
    private final Problems problems = new Problems();

    WorkloadReader(Path directory) {
        this.directory = directory;
    }

    Problems problems() {
        return problems;
    }

    /** The spec, or empty when there are {@link #problems}. */
    Optional<LocatedSpec> read(MapNode document) {
        Spot root = new Spot(document.place());
        Optional<WorkloadId> id = readId(document);
        Reading reading = begin(id, root);
        Optional<WorkloadSpec.Builder> builder = WorkloadShape.WORKLOAD
                .readValues(document, reading)
                .map(values -> WorkloadShape.builder(values, id.orElse(NAMELESS)));
        tellNames(document, root);
        List<Problem> broken = builder.map(WorkloadSpec.Builder::problems).orElse(List.of());
        tellRules(broken, root, reading);
        // What is doubtful is not told, so a silent list of problems alone does not make a spec.
        return problems.isEmpty() && broken.isEmpty() && reading.isWhole()
                ? builder.map(WorkloadSpec.Builder::build).map(spec -> new LocatedSpec(spec, root))
                : Optional.empty();
    }

    /** Looks at the form alone, of a document that is not whole. */
    void readForm(MapNode document) {
        WorkloadShape.WORKLOAD.readValues(document, begin(readId(document), new Spot(document.place())));
    }

    private Reading begin(Optional<WorkloadId> id, Spot root) {
        return Reading.begin(directory, id.orElse(NAMELESS), problems, root);
    }

    private static Optional<WorkloadId> readId(MapNode document) {
        return nameProblems(document).isEmpty()
                ? Optional.of(WorkloadId.of(namespace(document), name(document)))
                : Optional.empty();
    }

    private void tellNames(MapNode document, Spot root) {
        nameProblems(document).stream()
                .filter(problem -> text(document, problem.path()).isPresent())
                .map(problem -> LocatedSpec.locate(root, problem))
                .forEach(problems::add);
    }

    /** What the model finds wrong, but for parts that could not be read: there it judges a stand-in. */
    private void tellRules(List<Problem> found, Spot root, Reading reading) {
        found.stream()
                .map(problem -> LocatedSpec.locate(root, problem))
                .filter(problem -> !reading.isDoubtful(problem.path()))
                .forEach(problems::add);
    }

    private static List<Problem> nameProblems(MapNode document) {
        return WorkloadId.problems(namespace(document), name(document));
    }

    private static String namespace(MapNode document) {
        return text(document, "namespace").orElse(WorkloadId.DEFAULT_NAMESPACE);
    }

    private static String name(MapNode document) {
        return text(document, "name").orElse("");
    }

    private static Optional<String> text(MapNode document, String field) {
        return document.field(field)
                .map(found -> found.value() instanceof ScalarNode scalar ? scalar : null)
                .map(ScalarNode::text);
    }
}
