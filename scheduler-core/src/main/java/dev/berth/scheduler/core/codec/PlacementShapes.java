package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Preference;
import dev.berth.scheduler.spec.Spread;
import java.util.List;
import java.util.Optional;

/** Where instances may run and where they would rather run. */
final class PlacementShapes {
    private PlacementShapes() {}

    private static final Field<Spread, NodeAttribute> SPREAD_ATTRIBUTE =
            Field.required("attribute", "Whose values are the domains.", Names.ATTRIBUTE, Spread::attribute);
    private static final Field<Spread, Integer> SKEW = Field.defaulted(
            "maximumSkew",
            "By how many instances the fullest usable domain may exceed the emptiest.",
            Scalars.WHOLE_NUMBER,
            Spread::maximumSkew,
            1);
    private static final Field<Spread, Boolean> SPREAD_REQUIRED = Field.defaulted(
            "required", "Whether it may block; else it is a preference.", Scalars.TRUTH, Spread::required, false);

    private static final Shape<Spread> SPREAD = ObjectShape.<Spread>named(
                    "Spread", "Even distribution over the values of an attribute; a text alone is the attribute.")
            .fields(SPREAD_ATTRIBUTE, SKEW, SPREAD_REQUIRED)
            .shortForm(new ShortForm.OfField("attribute"))
            .build(values -> new Spread(values.get(SPREAD_ATTRIBUTE), values.get(SKEW), values.get(SPREAD_REQUIRED)));

    private static final Field<Placement, List<Constraint>> CONSTRAINTS = Field.defaulted(
            "constraints",
            "All must hold.",
            new ListShape<>(ConstraintShapes.CONSTRAINT),
            Placement::constraints,
            List.of());
    private static final Field<Placement, List<Preference>> PREFERENCES = Field.defaulted(
            "preferences",
            "Weighed among the nodes on which all constraints hold.",
            new ListShape<>(ConstraintShapes.PREFERENCE),
            Placement::preferences,
            List.of());
    private static final Field<Placement, List<Affinity>> AFFINITIES = Field.defaulted(
            "affinities",
            "To be where instances of a workload are.",
            new ListShape<>(AffinityShapes.AFFINITY),
            Placement::affinities,
            List.of());
    private static final Field<Placement, List<Affinity>> ANTI_AFFINITIES = Field.defaulted(
            "antiAffinities",
            "Not to be where instances of a workload are.",
            new ListShape<>(AffinityShapes.AFFINITY),
            Placement::antiAffinities,
            List.of());
    private static final Field<Placement, List<Spread>> SPREADS = Field.defaulted(
            "spreads",
            "Even distribution over the values of attributes.",
            new ListShape<>(SPREAD),
            Placement::spreads,
            List.of());
    private static final Field<Placement, Optional<Integer>> MAXIMUM_PER_NODE = Field.optional(
            "maximumPerNode",
            "How many instances of this workload one node takes at the most.",
            Scalars.WHOLE_NUMBER,
            placement -> PortShapes.boxed(placement.maximumPerNode()));

    static final Shape<Placement> PLACEMENT = ObjectShape.<Placement>named(
                    "Placement", "Where instances may run and where they would rather run.")
            .fields(CONSTRAINTS, PREFERENCES, AFFINITIES, ANTI_AFFINITIES, SPREADS, MAXIMUM_PER_NODE)
            .build(PlacementShapes::placement);

    private static Placement placement(FieldValues values) {
        Placement.Builder builder = Placement.builder();
        values.get(CONSTRAINTS).forEach(builder::constraint);
        values.get(PREFERENCES).forEach(builder::preference);
        values.get(AFFINITIES).forEach(builder::affinity);
        values.get(ANTI_AFFINITIES).forEach(builder::antiAffinity);
        values.get(SPREADS).forEach(builder::spread);
        values.get(MAXIMUM_PER_NODE).ifPresent(builder::maximumPerNode);
        return builder.build();
    }
}
