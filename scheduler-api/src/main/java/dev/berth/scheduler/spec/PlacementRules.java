package dev.berth.scheduler.spec;

import java.util.List;

/** Rules of a placement. */
final class PlacementRules {
    private static final int HIGHEST_WEIGHT = 100;
    private static final int LONGEST_VALUE = 253;
    private static final String ATTRIBUTES =
            "must be node.id, hostname, zone, region, os, arch or label: and the label's key";

    private PlacementRules() {}

    static void check(Placement placement, Findings findings) {
        for (int i = 0; i < placement.constraints().size(); i++) {
            constraint(
                    placement.constraints().get(i),
                    findings.field("constraints").item(i));
        }
        for (int i = 0; i < placement.preferences().size(); i++) {
            Preference preference = placement.preferences().get(i);
            Findings place = findings.field("preferences").item(i);
            constraint(preference.constraint(), place);
            place.field("weight").between(1, HIGHEST_WEIGHT, preference.weight());
        }
        affinities(placement.affinities(), findings.field("affinities"));
        affinities(placement.antiAffinities(), findings.field("antiAffinities"));
        for (int i = 0; i < placement.spreads().size(); i++) {
            Findings place = findings.field("spreads").item(i);
            attribute(placement.spreads().get(i).attribute(), place.field("attribute"));
            place.field("maximumSkew").atLeast(1, placement.spreads().get(i).maximumSkew());
        }
        placement
                .maximumPerNode()
                .ifPresent(count -> findings.field("maximumPerNode").atLeast(1, count));
    }

    private static void constraint(Constraint constraint, Findings findings) {
        attribute(constraint.attribute(), findings.field("attribute"));
        count(constraint, findings.field("values"));
        for (int i = 0; i < constraint.values().size(); i++) {
            String value = constraint.values().get(i);
            Findings place = findings.field("values").item(i);
            place.require(Text.isPlain(value), value, "must not contain control characters or lone surrogates");
            if (constraint.operator() == Constraint.Operator.MATCHES) {
                expression(value, place);
            } else {
                place.notLongerThan(LONGEST_VALUE, value);
            }
        }
    }

    private static void attribute(NodeAttribute attribute, Findings findings) {
        switch (attribute.family()) {
            case NODE_ID, HOSTNAME, ZONE, REGION, OS, ARCH -> {}
            case LABEL -> LabelRules.key(attribute.labelKey(), findings);
            case UNKNOWN -> findings.refuse(attribute.name(), ATTRIBUTES);
        }
    }

    private static void count(Constraint constraint, Findings findings) {
        int count = constraint.values().size();
        String expected = switch (constraint.operator()) {
            case EQUALS, NOT_EQUALS, MATCHES -> count == 1 ? "" : "one value";
            case IN, NOT_IN -> count >= 1 ? "" : "at least one value";
            case EXISTS, NOT_EXISTS -> count == 0 ? "" : "no value";
        };
        if (!expected.isEmpty()) {
            findings.refuse(
                    "values must hold " + expected + " for " + Shown.of(constraint.operator()) + ", not " + count);
        }
    }

    private static void expression(String value, Findings findings) {
        try {
            MatchExpression.parse(value);
        } catch (IllegalArgumentException e) {
            findings.refuse(value, "must be a regular expression of the common subset: " + Text.printable(reason(e)));
        }
    }

    private static String reason(IllegalArgumentException refusal) {
        return String.valueOf(refusal.getMessage());
    }

    private static void affinities(List<Affinity> affinities, Findings findings) {
        for (int i = 0; i < affinities.size(); i++) {
            Affinity affinity = affinities.get(i);
            Findings place = findings.item(i);
            attribute(affinity.topology(), place.field("topology"));
            if (affinity.required()) {
                place.field("weight")
                        .require(
                                affinity.weight() == Affinity.FULL_WEIGHT,
                                affinity.weight(),
                                "is for a preferred one only, this is required");
            } else {
                place.field("weight").between(1, HIGHEST_WEIGHT, affinity.weight());
            }
        }
    }
}
