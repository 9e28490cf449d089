package dev.berth.scheduler.swarm.render;

import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import java.util.List;

/** A constraint in Swarm's words: {@code ==} and {@code !=} are all there are, and all of a list must hold. */
final class ConstraintForm {
    private ConstraintForm() {}

    static List<String> of(Constraint constraint) {
        String name = AttributeNames.inConstraint(constraint.attribute());
        return constraint.values().stream()
                .map(value -> name + operator(constraint.operator()) + value(constraint.attribute(), value))
                .toList();
    }

    private static String operator(Constraint.Operator operator) {
        return switch (operator) {
            case EQUALS -> "==";
            case NOT_EQUALS, NOT_IN -> "!=";
            case IN, EXISTS, NOT_EXISTS, MATCHES ->
                throw new IllegalArgumentException(
                        operator + " can't be had here; it is refused before it is rendered");
        };
    }

    private static String value(NodeAttribute attribute, String value) {
        return attribute.equals(NodeAttribute.ARCH) ? Architecture.ofEngine(value) : value;
    }
}
