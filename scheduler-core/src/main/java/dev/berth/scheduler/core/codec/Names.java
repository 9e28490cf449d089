package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.ScalarNode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.WorkloadId;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Names that the model gives a form to. The model checks the form; the schema tells editors of it. */
final class Names {
    private static final String DNS_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

    private Names() {}

    static final Shape<String> SHORT_LABEL = Scalars.text(DNS_LABEL, 0);

    static final Shape<String> WORKLOAD_PART = Scalars.text(DNS_LABEL, WorkloadId.MAXIMUM_LENGTH);

    static final Shape<NodeAttribute> ATTRIBUTE = new ScalarShape<>(
            "the name of a node's attribute",
            scalar -> Optional.of(new NodeAttribute(scalar.text())),
            attribute -> ScalarNode.text(attribute.name()),
            () -> Schemas.object("type", "string", "pattern", "^(?:node\\.id|hostname|zone|region|os|arch|label:.+)$"));

    static final Shape<ZoneId> ZONE = new ScalarShape<>(
            "a time zone such as UTC or Europe/Berlin",
            Names::zone,
            zone -> ScalarNode.text(zone.getId()),
            () -> Schemas.object("type", "string"));

    private static Optional<ZoneId> zone(ScalarNode scalar) {
        try {
            return Optional.of(ZoneId.of(scalar.text()));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    static final Shape<WorkloadId> WORKLOAD = new WorkloadReference();

    /** {@code namespace/name}, or a name alone for a workload beside the one that is read. */
    private record WorkloadReference() implements Shape<WorkloadId> {
        @Override
        public Optional<WorkloadId> read(Node node, Reading reading) {
            return Scalars.TEXT.read(node, reading).flatMap(text -> id(text, node, reading));
        }

        private static Optional<WorkloadId> id(String text, Node node, Reading reading) {
            int slash = text.indexOf('/');
            String namespace = slash < 0 ? reading.self().namespace() : text.substring(0, slash);
            String name = text.substring(slash + 1);
            List<Problem> problems = WorkloadId.problems(namespace, name);
            problems.forEach(problem -> reading.problem(node.place(), problem.message()));
            return problems.isEmpty() ? Optional.of(WorkloadId.of(namespace, name)) : Optional.empty();
        }

        @Override
        public Node write(WorkloadId id) {
            return ScalarNode.text(id.toString());
        }

        @Override
        public MapNode schema(Schemas schemas) {
            String label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
            return Schemas.object("type", "string", "pattern", "^(?:" + label + "/)?" + label + "$");
        }
    }
}
