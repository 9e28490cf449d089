package dev.berth.scheduler.spec;

import java.util.List;

/**
 * A condition on a node (rule PLC-1). NOT_EQUALS, NOT_IN and NOT_EXISTS accept a node without the attribute.
 *
 * @param attribute what is looked at
 * @param operator how it is compared
 * @param values one for EQUALS, NOT_EQUALS and MATCHES, one or more for IN and NOT_IN, none for EXISTS and NOT_EXISTS
 */
public record Constraint(NodeAttribute attribute, Operator operator, List<String> values) {
    public Constraint {
        values = List.copyOf(values);
    }

    public static Constraint equalTo(NodeAttribute attribute, String value) {
        return new Constraint(attribute, Operator.EQUALS, List.of(value));
    }

    public static Constraint notEqualTo(NodeAttribute attribute, String value) {
        return new Constraint(attribute, Operator.NOT_EQUALS, List.of(value));
    }

    public static Constraint in(NodeAttribute attribute, String... values) {
        return new Constraint(attribute, Operator.IN, List.of(values));
    }

    public static Constraint notIn(NodeAttribute attribute, String... values) {
        return new Constraint(attribute, Operator.NOT_IN, List.of(values));
    }

    public static Constraint exists(NodeAttribute attribute) {
        return new Constraint(attribute, Operator.EXISTS, List.of());
    }

    public static Constraint notExists(NodeAttribute attribute) {
        return new Constraint(attribute, Operator.NOT_EXISTS, List.of());
    }

    /** Matches a {@link MatchExpression} against the whole value. */
    public static Constraint matches(NodeAttribute attribute, String expression) {
        return new Constraint(attribute, Operator.MATCHES, List.of(expression));
    }

    /** How an attribute is compared; letter case counts. */
    public enum Operator {
        EQUALS,
        NOT_EQUALS,
        IN,
        NOT_IN,
        EXISTS,
        NOT_EXISTS,
        MATCHES
    }
}
