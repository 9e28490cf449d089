package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.tck.oracle.Conditions;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Each operator on each attribute that the nodes have. Each workload has more instances than nodes it may be on, so that
 * one that ignores its constraint lands elsewhere; where they land is judged by the oracle.
 */
final class ConstraintTests {
    @RuleTest(value = Rule.PLC_1, nodes = 2)
    void equalsHolds(Trial trial) throws InterruptedException {
        each(trial, Constraint.Operator.EQUALS);
    }

    @RuleTest(value = Rule.PLC_1, nodes = 2)
    void notEqualsHoldsAndAcceptsAMissingAttribute(Trial trial) throws InterruptedException {
        each(trial, Constraint.Operator.NOT_EQUALS);
    }

    @RuleTest(value = Rule.PLC_1, nodes = 2)
    void inHolds(Trial trial) throws InterruptedException {
        each(trial, Constraint.Operator.IN);
    }

    @RuleTest(value = Rule.PLC_1, nodes = 2)
    void notInHoldsAndAcceptsAMissingAttribute(Trial trial) throws InterruptedException {
        each(trial, Constraint.Operator.NOT_IN);
    }

    @RuleTest(value = Rule.PLC_1, nodes = 2)
    void existsHolds(Trial trial) throws InterruptedException {
        each(trial, Constraint.Operator.EXISTS);
    }

    @RuleTest(value = Rule.PLC_1, nodes = 2)
    void notExistsHolds(Trial trial) throws InterruptedException {
        each(trial, Constraint.Operator.NOT_EXISTS);
    }

    @RuleTest(value = Rule.PLC_1, nodes = 2)
    void matchesIsOnTheWholeValue(Trial trial) throws InterruptedException {
        each(trial, Constraint.Operator.MATCHES);
    }

    @RuleTest(value = Rule.PLC_1, nodes = 2)
    void aConstraintHoldsForTheInstancesOfAnUpdateToo(Trial trial) throws InterruptedException {
        List<Node> nodes = trial.nodes();
        Node last = nodes.get(nodes.size() - 1);
        ProbeSpec spec = trial.probe("web").replicas(2).placement(NodeTests.on(last.id()));
        trial.run(spec);
        trial.run(spec.variable("COLOUR", "blue"));
        Expect.equal(Set.of(last.id()), NeighbourTests.places(trial, trial.id("web")), "the nodes of an update");
    }

    private static void each(Trial trial, Constraint.Operator operator) throws InterruptedException {
        List<Node> nodes = trial.nodes();
        List<WorkloadId> placed = new ArrayList<>();
        List<WorkloadId> impossible = new ArrayList<>();
        for (Map.Entry<String, List<String>> attribute : attributes(nodes).entrySet()) {
            NodeAttribute name = new NodeAttribute(attribute.getKey());
            if (!trial.claims(Capability.constraint(operator, name.family()))) {
                ProbeSpec unclaimed = spec(trial, "unclaimed", constraint(name, operator, attribute.getValue()), 1);
                Expect.refusal(operator + " on " + name, () -> trial.apply(unclaimed));
                continue;
            }
            Constraint constraint = constraint(name, operator, attribute.getValue());
            long fitting = nodes.stream()
                    .filter(node -> Conditions.hold(constraint, node))
                    .count();
            String workload = "c" + (placed.size() + impossible.size());
            trial.note(workload + " is to have " + constraint + ", on " + fitting + " of " + nodes.size() + " nodes");
            trial.apply(spec(trial, workload, constraint, fitting == 0 ? 1 : nodes.size()));
            (fitting == 0 ? impossible : placed).add(trial.id(workload));
        }
        for (WorkloadId id : placed) {
            trial.stable(id);
        }
        for (WorkloadId id : impossible) {
            trial.await(
                    id + " is pending with an explanation",
                    view -> view.workload(id)
                            .filter(workload -> workload.status().explanation().isPresent()
                                    && workload.status().placed() == 0)
                            .isPresent());
        }
    }

    private static ProbeSpec spec(Trial trial, String name, Constraint constraint, int replicas) {
        return trial.probe(name)
                .replicas(replicas)
                .placement(Placement.builder().constraint(constraint));
    }

    /** Every attribute of the nodes with its values, one label for all that are on some nodes only, and a missing one. */
    private static SortedMap<String, List<String>> attributes(List<Node> nodes) {
        SortedMap<String, TreeSet<String>> values = new TreeMap<>();
        for (Node node : nodes) {
            node.attributes()
                    .forEach((name, value) ->
                            values.computeIfAbsent(name, key -> new TreeSet<>()).add(value));
        }
        SortedMap<String, List<String>> chosen = new TreeMap<>();
        int labels = 0;
        for (Map.Entry<String, TreeSet<String>> attribute : values.entrySet()) {
            boolean label = attribute.getKey().startsWith("label:");
            labels += label ? 1 : 0;
            if (!label || labels <= 2) {
                chosen.put(attribute.getKey(), new ArrayList<>(attribute.getValue()));
            }
        }
        chosen.put("label:berth-tck-absent", List.of());
        return chosen;
    }

    /** As narrow as the values allow, and so that it holds somewhere if it can. */
    private static Constraint constraint(NodeAttribute name, Constraint.Operator operator, List<String> values) {
        String first = values.isEmpty() ? "absent" : values.get(0);
        List<String> others = values.size() > 1 ? values.subList(1, values.size()) : List.of("another");
        return switch (operator) {
            case EQUALS -> Constraint.equalTo(name, first);
            case NOT_EQUALS -> Constraint.notEqualTo(name, others.get(0));
            case IN -> Constraint.in(name, first, "another");
            case NOT_IN -> Constraint.notIn(name, others.toArray(String[]::new));
            case EXISTS -> Constraint.exists(name);
            case NOT_EXISTS -> Constraint.notExists(name);
            case MATCHES ->
                Constraint.matches(
                        name, Pattern.compile("[^A-Za-z0-9]").matcher(first).replaceAll("."));
        };
    }
}
