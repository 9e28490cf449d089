package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.ListNode;
import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Constraint.Operator;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Preference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Conditions on nodes, hard and soft. */
final class ConstraintShapes {
    private ConstraintShapes() {}

    private static final Sugar SINGLE_VALUE = new Sugar(
            List.of(new Sugar.SugarField(
                    "value", "The only value, instead of `values`.", Scalars.TEXT, "values", true)),
            ConstraintShapes::listValue);

    private static final Field<Constraint, NodeAttribute> ATTRIBUTE = Field.required(
            "attribute",
            "node.id, hostname, zone, region, os, arch or label: and a key.",
            Names.ATTRIBUTE,
            Constraint::attribute);
    private static final Field<Constraint, Operator> OPERATOR = Field.defaulted(
            "operator",
            "How the attribute is compared; letter case counts.",
            Scalars.oneOf(Operator.values()),
            Constraint::operator,
            Operator.EQUALS);
    private static final Field<Constraint, List<String>> VALUES = Field.defaulted(
            "values",
            "One for equals, not-equals and matches, one or more for in and not-in.",
            new ListShape<>(Scalars.TEXT),
            Constraint::values,
            List.of());

    static final Shape<Constraint> CONSTRAINT = ObjectShape.<Constraint>named("Constraint", "A condition on a node.")
            .fields(ATTRIBUTE, OPERATOR, VALUES)
            .sugar(SINGLE_VALUE)
            .build(values -> new Constraint(values.get(ATTRIBUTE), values.get(OPERATOR), values.get(VALUES)));

    private static final Field<Preference, NodeAttribute> PREFERRED_ATTRIBUTE = Field.required(
            "attribute",
            ATTRIBUTE.description(),
            ATTRIBUTE.shape(),
            preference -> preference.constraint().attribute());
    private static final Field<Preference, Operator> PREFERRED_OPERATOR = Field.defaulted(
            "operator",
            OPERATOR.description(),
            OPERATOR.shape(),
            preference -> preference.constraint().operator(),
            Operator.EQUALS);
    private static final Field<Preference, List<String>> PREFERRED_VALUES = Field.defaulted(
            "values",
            VALUES.description(),
            VALUES.shape(),
            preference -> preference.constraint().values(),
            List.of());
    private static final Field<Preference, Integer> PREFERENCE_WEIGHT =
            Field.defaulted("weight", "From 1 to 100.", Scalars.WHOLE_NUMBER, Preference::weight, Affinity.FULL_WEIGHT);

    static final Shape<Preference> PREFERENCE = ObjectShape.<Preference>named(
                    "Preference", "A soft condition on a node; it never blocks.")
            .fields(PREFERRED_ATTRIBUTE, PREFERRED_OPERATOR, PREFERRED_VALUES, PREFERENCE_WEIGHT)
            .sugar(SINGLE_VALUE)
            .build(ConstraintShapes::preference);

    private static Preference preference(FieldValues values) {
        Constraint constraint = new Constraint(
                values.get(PREFERRED_ATTRIBUTE), values.get(PREFERRED_OPERATOR), values.get(PREFERRED_VALUES));
        return new Preference(constraint, values.get(PREFERENCE_WEIGHT));
    }

    private static MapNode listValue(MapNode map, Reading reading) {
        Optional<MapField> value = map.field("value");
        if (value.isEmpty()) {
            return map;
        }
        Node only = value.get().value();
        List<MapField> fields = new ArrayList<>(map.fields());
        fields.remove(value.get());
        fields.add(new MapField("values", value.get().place(), new ListNode(only.place(), List.of(only))));
        return new MapNode(map.place(), fields);
    }
}
