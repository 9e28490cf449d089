package dev.berth.scheduler.spec;

import static dev.berth.scheduler.spec.Specs.WEB;
import static dev.berth.scheduler.spec.Specs.accepted;
import static dev.berth.scheduler.spec.Specs.refused;
import static dev.berth.scheduler.spec.Specs.web;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementRulesTest {
    private static final NodeAttribute NONSENSE = new NodeAttribute("disk");
    private static final String ATTRIBUTES =
            " (='disk') must be node.id, hostname, zone, region, os, arch or label: and the label's key";

    @Test
    void anAttributeIsKnownWhereverItStands() {
        refused(
                placed(Placement.builder()
                        .constraint(Constraint.exists(NONSENSE))
                        .preference(new Preference(Constraint.exists(NONSENSE), 1))
                        .affinity(Affinity.required(WEB, NONSENSE))
                        .antiAffinity(Affinity.required(WEB, NONSENSE))
                        .spread(Spread.preferred(NONSENSE))),
                "placement.constraints[0].attribute" + ATTRIBUTES,
                "placement.preferences[0].attribute" + ATTRIBUTES,
                "placement.affinities[0].topology" + ATTRIBUTES,
                "placement.antiAffinities[0].topology" + ATTRIBUTES,
                "placement.spreads[0].attribute" + ATTRIBUTES);
    }

    @Test
    void aLabelHasALegalKey() {
        accepted(placed(
                Placement.builder().constraint(Constraint.exists(NodeAttribute.label("topology.example.org/rack")))));
        refused(
                placed(Placement.builder().constraint(Constraint.exists(NodeAttribute.label("a b")))),
                "placement.constraints[0].attribute: the key (='a b') must be at most 63 letters, digits, '_', '.' "
                        + "and '-', with a letter or digit first and last, after a DNS domain and '/' if needed");
    }

    @Test
    void eachOperatorTakesItsNumberOfValues() {
        refused(
                placed(Placement.builder()
                        .constraint(constraint(Constraint.Operator.EQUALS, "a", "b"))
                        .constraint(constraint(Constraint.Operator.NOT_EQUALS))
                        .constraint(constraint(Constraint.Operator.MATCHES))
                        .constraint(constraint(Constraint.Operator.IN))
                        .constraint(constraint(Constraint.Operator.NOT_IN))
                        .constraint(constraint(Constraint.Operator.EXISTS, "a"))
                        .constraint(constraint(Constraint.Operator.NOT_EXISTS, "a"))),
                "placement.constraints[0].values must hold one value for equals, not 2",
                "placement.constraints[1].values must hold one value for not-equals, not 0",
                "placement.constraints[2].values must hold one value for matches, not 0",
                "placement.constraints[3].values must hold at least one value for in, not 0",
                "placement.constraints[4].values must hold at least one value for not-in, not 0",
                "placement.constraints[5].values must hold no value for exists, not 1",
                "placement.constraints[6].values must hold no value for not-exists, not 1");
    }

    @Test
    void anExpressionIsOfTheCommonSubset() {
        accepted(placed(Placement.builder().constraint(Constraint.matches(NodeAttribute.HOSTNAME, "db-[0-9]+"))));
        refused(
                placed(Placement.builder().constraint(Constraint.matches(NodeAttribute.HOSTNAME, "(?=db)"))),
                "placement.constraints[0].values[0] (='(?=db)') must be a regular expression of the common "
                        + "subset: of the groups that start with '(?' only '(?:' is known, at character 3");
    }

    @Test
    void aValueFitsOnALine() {
        refused(
                placed(Placement.builder().constraint(Constraint.equalTo(NodeAttribute.ZONE, "a\nb"))),
                "placement.constraints[0].values[0] (='a\\u000ab') must not contain control characters "
                        + "or lone surrogates");
    }

    @Test
    void aWeightIsBetween1And100() {
        refused(
                placed(Placement.builder()
                        .preference(new Preference(Constraint.equalTo(NodeAttribute.ZONE, "a"), 0))
                        .affinity(Affinity.preferred(WEB, NodeAttribute.ZONE, 101))),
                "placement.preferences[0].weight (=0) must be between 1 and 100",
                "placement.affinities[0].weight (=101) must be between 1 and 100");
    }

    @Test
    void aRequiredAffinityHasNoWeight() {
        refused(
                placed(Placement.builder().antiAffinity(new Affinity(WEB, NodeAttribute.ZONE, true, 5))),
                "placement.antiAffinities[0].weight (=5) is for a preferred one only, this is required");
    }

    @Test
    void aSkewAndAMaximumPerNodeAreOneOrMore() {
        refused(
                placed(Placement.builder()
                        .spread(Spread.required(NodeAttribute.ZONE, 0))
                        .maximumPerNode(0)),
                "placement.spreads[0].maximumSkew (=0) must be 1 or more",
                "placement.maximumPerNode (=0) must be 1 or more");
    }

    private static Constraint constraint(Constraint.Operator operator, String... values) {
        return new Constraint(NodeAttribute.ZONE, operator, List.of(values));
    }

    private static WorkloadSpec.Builder placed(Placement.Builder placement) {
        return web().placement(placement.build());
    }
}
