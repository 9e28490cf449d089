package dev.berth.scheduler.tck.oracle;

import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.status.Node;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a constraint holds on a node, as the contract says it (rule PLC-1). */
public final class Conditions {
    private Conditions() {}

    /** Whether {@code constraint} holds on {@code node}. */
    public static boolean hold(Constraint constraint, Node node) {
        Optional<String> value =
                Optional.ofNullable(node.attributes().get(constraint.attribute().name()));
        return switch (constraint.operator()) {
            case EQUALS -> value.equals(Optional.of(constraint.values().get(0)));
            case NOT_EQUALS -> !value.equals(Optional.of(constraint.values().get(0)));
            case IN -> value.filter(constraint.values()::contains).isPresent();
            case NOT_IN -> value.filter(constraint.values()::contains).isEmpty();
            case EXISTS -> value.isPresent();
            case NOT_EXISTS -> value.isEmpty();
            case MATCHES ->
                value.filter(text -> Pattern.matches(constraint.values().get(0), text))
                        .isPresent();
        };
    }
}
