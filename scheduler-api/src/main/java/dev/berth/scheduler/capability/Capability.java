package dev.berth.scheduler.capability;

import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something a backend can or can't do. Not an enum: an adapter built against an older list never meets a constant
 * it doesn't know.
 *
 * @param name dotted, stable, shown to users
 */
public record Capability(String name) implements Comparable<Capability> {
    private static final String OVERRIDE = "override.";

    /** Placement conditions are one capability for each operator and family of attributes. */
    public static Capability constraint(Constraint.Operator operator, NodeAttribute.Family family) {
        return new Capability("constraint." + dotted(operator.name(), '-') + "." + dotted(family.name(), '.'));
    }

    /** A native override for backends of this type. */
    public static Capability override(String backendType) {
        return new Capability(OVERRIDE + backendType);
    }

    /** Whether this is a native override, which concerns backends of one type only. */
    public boolean isOverride() {
        return name.startsWith(OVERRIDE);
    }

    private static String dotted(String constant, char separator) {
        return constant.toLowerCase(Locale.ROOT).replace('_', separator);
    }

    /** Written out, as is equals: linking what the compiler makes for a record would cost a short command 10 ms. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Capability capability && name.equals(capability.name);
    }

    @Override
    public int compareTo(Capability other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
