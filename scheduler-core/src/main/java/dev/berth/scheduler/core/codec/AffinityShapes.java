package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.ScalarNode;
import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.WorkloadId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** To be where others are, or where they are not. */
final class AffinityShapes {
    private AffinityShapes() {}

    private static final Field<Affinity, Optional<WorkloadId>> WORKLOAD = Field.optional(
            "workload",
            "namespace/name, or a name alone in the same namespace; this workload itself when left out.",
            Names.WORKLOAD,
            affinity -> Optional.of(affinity.workload()));
    private static final Field<Affinity, NodeAttribute> TOPOLOGY = Field.defaulted(
            "topology",
            "Nodes with an equal value of this attribute count as one place.",
            Names.ATTRIBUTE,
            Affinity::topology,
            NodeAttribute.NODE_ID);
    private static final Field<Affinity, Boolean> REQUIRED = Field.defaulted(
            "required", "Whether it may block; else it is a preference.", Scalars.TRUTH, Affinity::required, false);
    private static final Field<Affinity, Integer> WEIGHT = Field.defaulted(
            "weight",
            "From 1 to 100; without meaning when required.",
            Scalars.WHOLE_NUMBER,
            Affinity::weight,
            Affinity.FULL_WEIGHT);

    static final Shape<Affinity> AFFINITY = ObjectShape.<Affinity>named(
                    "Affinity", "To be, or not to be, where instances of a workload are.")
            .fields(WORKLOAD, TOPOLOGY, REQUIRED, WEIGHT)
            .sugar(new Sugar(List.of(), AffinityShapes::nameSelf))
            .build(values -> new Affinity(
                    values.get(WORKLOAD).orElse(WorkloadReader.NAMELESS),
                    values.get(TOPOLOGY),
                    values.get(REQUIRED),
                    values.get(WEIGHT)));

    private static MapNode nameSelf(MapNode map, Reading reading) {
        if (map.field("workload").isPresent()) {
            return map;
        }
        List<MapField> fields = new ArrayList<>(map.fields());
        ScalarNode self = new ScalarNode(map.place(), reading.self().toString(), true);
        fields.add(new MapField("workload", map.place(), self));
        return new MapNode(map.place(), fields);
    }
}
