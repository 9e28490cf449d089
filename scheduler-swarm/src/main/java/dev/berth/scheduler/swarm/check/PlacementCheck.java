package dev.berth.scheduler.swarm.check;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.core.adapter.Problems;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.swarm.render.AttributeNames;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Constraints and spreads: the characters that Swarm takes in them, and what it would take for something else. */
final class PlacementCheck {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9:_ .*()?+\\[\\]\\\\^$|/-]+");
    private static final Set<String> KERNEL_NAMES = Set.of("x86_64", "aarch64");

    private PlacementCheck() {}

    static void check(Placement placement, Problems problems) {
        for (int i = 0; i < placement.constraints().size(); i++) {
            constraint(placement.constraints().get(i), problems.item("constraints", i));
        }
        for (int i = 0; i < placement.spreads().size(); i++) {
            NodeAttribute attribute = placement.spreads().get(i).attribute();
            problems.item("spreads", i)
                    .below("attribute")
                    .refuseIf(
                            !canSpread(attribute),
                            Capabilities.SPREAD_PREFERRED,
                            "attribute (=" + attribute + ") must be a label, zone, region, node.id or hostname: a swarm"
                                    + " spreads over nothing else");
        }
    }

    private static boolean canSpread(NodeAttribute attribute) {
        return switch (attribute.family()) {
            case NODE_ID, HOSTNAME, ZONE, REGION -> true;
            case LABEL -> !attribute.labelKey().equals(AttributeNames.ROLE);
            case OS, ARCH, UNKNOWN -> false;
        };
    }

    private static void constraint(Constraint constraint, Problems problems) {
        NodeAttribute attribute = constraint.attribute();
        Capability capability = Capability.constraint(constraint.operator(), attribute.family());
        boolean label = attribute.family() == NodeAttribute.Family.LABEL;
        problems.below("attribute")
                .refuseIf(
                        label && !KEY.matcher(attribute.labelKey()).matches(),
                        capability,
                        "attribute (=" + attribute + ") must have a key of letters, digits, '_', '.' and '-' only in a"
                                + " swarm's constraints");
        for (int i = 0; i < constraint.values().size(); i++) {
            value(attribute, constraint.values().get(i), capability, problems.item("values", i));
        }
    }

    private static void value(NodeAttribute attribute, String value, Capability capability, Problems problems) {
        boolean legal = VALUE.matcher(value).matches() && value.strip().equals(value);
        problems.refuseIf(
                !legal,
                capability,
                "the value (=" + value
                        + ") must be of ASCII letters, digits, blanks within and : - _ . * ( ) ? + [ ] \\"
                        + " ^ $ | /, and not be empty: a swarm compares with nothing else");
        problems.refuseIf(
                legal && isLowerCase(attribute) && !value.equals(value.toLowerCase(Locale.ROOT)),
                capability,
                "the value (=" + value + ") must be in lower case, as all of " + attribute
                        + " are: a swarm ignores letter case and would take one for it");
        problems.refuseIf(
                attribute.equals(NodeAttribute.ARCH) && KERNEL_NAMES.contains(value),
                capability,
                "the value (=" + value + ") is the kernel's name; say amd64 or arm64, as the nodes are told to have");
    }

    private static boolean isLowerCase(NodeAttribute attribute) {
        return switch (attribute.family()) {
            case NODE_ID, OS, ARCH -> true;
            case HOSTNAME, ZONE, REGION, LABEL, UNKNOWN -> false;
        };
    }
}
