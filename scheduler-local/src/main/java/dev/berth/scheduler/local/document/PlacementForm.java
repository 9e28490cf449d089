package dev.berth.scheduler.local.document;

import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Preference;
import dev.berth.scheduler.spec.Spread;
import dev.berth.scheduler.spec.WorkloadId;

/** The JSON form of a placement. */
final class PlacementForm {
    private PlacementForm() {}

    static Node write(Placement placement) {
        return Json.object()
                .list("constraints", placement.constraints(), PlacementForm::constraint)
                .list("preferences", placement.preferences(), PlacementForm::preference)
                .list("affinities", placement.affinities(), PlacementForm::affinity)
                .list("antiAffinities", placement.antiAffinities(), PlacementForm::affinity)
                .list("spreads", placement.spreads(), PlacementForm::spread)
                .number("maximumPerNode", placement.maximumPerNode())
                .build();
    }

    static Placement read(Fields fields) throws DocumentException {
        Placement.Builder placement = Placement.builder();
        fields.list("constraints", (path, node) -> constraint(Fields.of(path, node)))
                .forEach(placement::constraint);
        fields.list("preferences", (path, node) -> preference(Fields.of(path, node)))
                .forEach(placement::preference);
        fields.list("affinities", (path, node) -> affinity(Fields.of(path, node)))
                .forEach(placement::affinity);
        fields.list("antiAffinities", (path, node) -> affinity(Fields.of(path, node)))
                .forEach(placement::antiAffinity);
        fields.list("spreads", (path, node) -> spread(Fields.of(path, node))).forEach(placement::spread);
        fields.optionalNumber("maximumPerNode").ifPresent(placement::maximumPerNode);
        return placement.build();
    }

    private static Node constraint(Constraint constraint) {
        return Json.object()
                .text("attribute", constraint.attribute().name())
                .text("operator", constraint.operator().name())
                .texts("values", constraint.values())
                .build();
    }

    private static Constraint constraint(Fields fields) throws DocumentException {
        return new Constraint(
                new NodeAttribute(fields.text("attribute")),
                fields.constant("operator", Constraint.Operator.class),
                fields.texts("values"));
    }

    private static Node preference(Preference preference) {
        return Json.object()
                .node("constraint", constraint(preference.constraint()))
                .number("weight", preference.weight())
                .build();
    }

    private static Preference preference(Fields fields) throws DocumentException {
        return new Preference(constraint(fields.map("constraint")), fields.wholeNumber("weight"));
    }

    private static Node affinity(Affinity affinity) {
        return Json.object()
                .text("workload", affinity.workload().toString())
                .text("topology", affinity.topology().name())
                .truth("required", affinity.required())
                .number("weight", affinity.weight())
                .build();
    }

    private static Affinity affinity(Fields fields) throws DocumentException {
        return new Affinity(
                WorkloadId.parse(fields.text("workload")),
                new NodeAttribute(fields.text("topology")),
                fields.truth("required"),
                fields.wholeNumber("weight"));
    }

    private static Node spread(Spread spread) {
        return Json.object()
                .text("attribute", spread.attribute().name())
                .number("maximumSkew", spread.maximumSkew())
                .truth("required", spread.required())
                .build();
    }

    private static Spread spread(Fields fields) throws DocumentException {
        return new Spread(
                new NodeAttribute(fields.text("attribute")),
                fields.wholeNumber("maximumSkew"),
                fields.truth("required"));
    }
}
