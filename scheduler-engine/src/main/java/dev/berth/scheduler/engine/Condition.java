package dev.berth.scheduler.engine;

import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.MatchExpression;
import dev.berth.scheduler.spec.NodeAttribute;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A constraint ready to be asked (rule PLC-1).
 *
 * @param accepts the value of the attribute, empty for a node without it
 * @param violation what is said of nodes that it doesn't hold on
 */
record Condition(NodeAttribute attribute, Predicate<Optional<String>> accepts, String violation) {
    /** @throws IllegalArgumentException for a constraint that no valid spec has */
    static Condition of(Constraint constraint) {
        NodeAttribute attribute = constraint.attribute();
        Set<String> values = Set.copyOf(constraint.values());
        String list = "(" + String.join(", ", constraint.values()) + ")";
        return switch (constraint.operator()) {
            case EQUALS -> new Condition(attribute, isIn(values), "lack " + attribute + "=" + only(constraint));
            case NOT_EQUALS ->
                new Condition(attribute, isIn(values).negate(), "have " + attribute + "=" + only(constraint));
            case IN -> new Condition(attribute, isIn(values), "lack " + attribute + " in " + list);
            case NOT_IN -> new Condition(attribute, isIn(values).negate(), "have " + attribute + " in " + list);
            case EXISTS -> new Condition(attribute, Optional::isPresent, "lack " + attribute);
            case NOT_EXISTS -> new Condition(attribute, Optional::isEmpty, "have " + attribute);
            case MATCHES -> matching(attribute, MatchExpression.parse(only(constraint)));
        };
    }

    boolean holdsOn(NodeState node) {
        return accepts.test(node.value(attribute));
    }

    private static Predicate<Optional<String>> isIn(Set<String> values) {
        return value -> value.filter(values::contains).isPresent();
    }

    private static Condition matching(NodeAttribute attribute, MatchExpression expression) {
        return new Condition(
                attribute,
                value -> value.filter(expression::matches).isPresent(),
                "lack " + attribute + " matching " + expression);
    }

    private static String only(Constraint constraint) {
        if (constraint.values().size() != 1) {
            throw new IllegalArgumentException("values (=" + constraint.values() + ") of " + constraint.operator()
                    + " on " + constraint.attribute() + " must be exactly one");
        }
        return constraint.values().get(0);
    }
}
