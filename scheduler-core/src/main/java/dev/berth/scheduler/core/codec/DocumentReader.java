package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One document of any kind to specs. */
final class DocumentReader {
    private static final List<String> KINDS = List.of(WorkloadShape.KIND, Application.KIND);
    private static final Shape<String> KIND = new NameShape<>(KINDS, kind -> kind);

    private final Path directory;
    private final List<LocatedSpec> specs = new ArrayList<>();
    private final Problems problems = new Problems();

    DocumentReader(Path directory) {
        this.directory = directory;
    }

    ReadResult result() {
        return new ReadResult(specs, problems.list());
    }

    void read(Node document) {
        Reading reading = begin(document);
        if (!(document instanceof MapNode map)) {
            reading.mismatch(document, "a map with apiVersion: " + WorkloadShape.API_VERSION + " and kind");
            return;
        }
        Optional<MapField> kind = map.field("kind");
        if (kind.isEmpty()) {
            reading.problem(map.place().beyond(".kind"), "is missing: one of " + String.join(", ", KINDS));
        }
        kind.flatMap(field -> KIND.read(field.value(), reading)).ifPresent(name -> read(name, map, reading));
    }

    private void read(String kind, MapNode document, Reading reading) {
        if (kind.equals(Application.KIND)) {
            Application.SHAPE
                    .read(document, reading)
                    .map(application -> new ApplicationExpansion(application, document, reading))
                    .ifPresent(this::readAll);
        } else {
            readWorkload(document).ifPresent(specs::add);
        }
    }

    private void readAll(ApplicationExpansion expansion) {
        WorkloadReader defaults = new WorkloadReader(directory);
        defaults.readForm(expansion.defaultsAlone());
        problems.addAll(defaults.problems());
        expansion.workloads().forEach(workload -> readWorkload(workload).ifPresent(specs::add));
    }

    private Optional<LocatedSpec> readWorkload(MapNode document) {
        WorkloadReader reader = new WorkloadReader(directory);
        Optional<LocatedSpec> spec = reader.read(document);
        problems.addAll(reader.problems());
        return spec;
    }

    private Reading begin(Node document) {
        return Reading.begin(directory, WorkloadReader.NAMELESS, problems, new Spot(document.place()));
    }
}
