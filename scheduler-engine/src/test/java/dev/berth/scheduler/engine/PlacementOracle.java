package dev.berth.scheduler.engine;

import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Preference;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Spread;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Node;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says from the rules' wording alone, by trying everything, which nodes are legal; shares no code with the engine. */
record PlacementOracle(List<Node> nodes, List<PlacedInstance> instances) {
    List<Node> legal(PlacementRequest request) {
        return nodes.stream().filter(node -> isLegal(request, node)).toList();
    }

    boolean isLegal(PlacementRequest request, Node node) {
        return isUsable(request, node)
                && hasRoom(request, node)
                && request.placement().antiAffinities().stream()
                        .noneMatch(apart -> apart.required() && isBeside(apart.workload(), apart.topology(), node))
                && instances.stream().noneMatch(instance -> avoids(instance, request.workload(), node))
                && request.placement().affinities().stream()
                        .allMatch(beside -> !beside.required() || mayBeBeside(beside, request.workload(), node))
                && request.placement().spreads().stream()
                        .allMatch(spread -> !spread.required() || keepsSkew(spread, request, node));
    }

    long preference(PlacementRequest request, Node node) {
        long sum = 0;
        for (Preference preference : request.placement().preferences()) {
            sum += holds(preference.constraint(), node) ? preference.weight() : 0;
        }
        for (Affinity beside : request.placement().affinities()) {
            boolean near = isBeside(beside.workload(), beside.topology(), node);
            sum += !beside.required() && near ? beside.weight() : 0;
        }
        for (Affinity apart : request.placement().antiAffinities()) {
            boolean near = isBeside(apart.workload(), apart.topology(), node);
            sum -= !apart.required() && near ? apart.weight() : 0;
        }
        return sum;
    }

    private boolean isUsable(PlacementRequest request, Node node) {
        return node.state() == Node.State.READY
                && node.schedulable()
                && request.placement().constraints().stream().allMatch(constraint -> holds(constraint, node));
    }

    private static boolean holds(Constraint constraint, Node node) {
        @Nullable String value = node.attributes().get(constraint.attribute().name());
        List<String> values = constraint.values();
        return switch (constraint.operator()) {
            case EQUALS, IN -> value != null && values.contains(value);
            case NOT_EQUALS, NOT_IN -> value == null || !values.contains(value);
            case EXISTS -> value != null;
            case NOT_EXISTS -> value == null;
            case MATCHES -> value != null && Pattern.matches(values.get(0), value);
        };
    }

    private boolean hasRoom(PlacementRequest request, Node node) {
        int maximum = request.placement().maximumPerNode().orElse(Integer.MAX_VALUE);
        return fits(
                        request,
                        node,
                        amounts -> amounts.cpu().map(cpu -> cpu.millicores()).orElse(-1L))
                && fits(
                        request,
                        node,
                        amounts ->
                                amounts.memory().map(memory -> memory.bytes()).orElse(-1L))
                && on(node).noneMatch(instance ->
                        instance.request().hostPorts().stream().anyMatch(request.hostPorts()::contains))
                && on(node).filter(instance -> isOf(request.workload(), instance))
                                        .count()
                                + 1
                        <= maximum;
    }

    private boolean fits(PlacementRequest request, Node node, ToLongFunction<ResourceAmounts> amount) {
        long allocatable = amount.applyAsLong(node.allocatable());
        long wanted = Math.max(0, amount.applyAsLong(request.resources()));
        long used = on(node).mapToLong(instance ->
                        Math.max(0, amount.applyAsLong(instance.request().resources())))
                .sum();
        return wanted == 0 || allocatable < 0 || used + wanted <= allocatable;
    }

    private Stream<PlacedInstance> on(Node node) {
        return instances.stream().filter(instance -> instance.node().equals(node.id()));
    }

    private static boolean isOf(WorkloadId workload, PlacedInstance instance) {
        return instance.id().workload().equals(workload);
    }

    private boolean samePlace(PlacedInstance instance, NodeAttribute topology, Node node) {
        return nodes.stream()
                .filter(other -> other.id().equals(instance.node()))
                .map(other -> other.attributes().get(topology.name()))
                .anyMatch(
                        value -> value != null && value.equals(node.attributes().get(topology.name())));
    }

    private boolean isBeside(WorkloadId workload, NodeAttribute topology, Node node) {
        return instances.stream().anyMatch(instance -> isOf(workload, instance) && samePlace(instance, topology, node));
    }

    private boolean avoids(PlacedInstance instance, WorkloadId workload, Node node) {
        return instance.request().placement().antiAffinities().stream()
                .anyMatch(apart -> apart.required()
                        && apart.workload().equals(workload)
                        && samePlace(instance, apart.topology(), node));
    }

    private boolean mayBeBeside(Affinity beside, WorkloadId self, Node node) {
        if (node.attributes().get(beside.topology().name()) == null) {
            return false;
        }
        boolean first = self.equals(beside.workload())
                && nodes.stream().noneMatch(other -> isBeside(self, beside.topology(), other));
        return first || isBeside(beside.workload(), beside.topology(), node);
    }

    private boolean keepsSkew(Spread spread, PlacementRequest request, Node node) {
        @Nullable String domain = node.attributes().get(spread.attribute().name());
        if (domain == null) {
            return false;
        }
        List<Long> others = nodes.stream()
                .filter(other -> isUsable(request, other))
                .filter(other -> other.attributes().get(spread.attribute().name()) != null)
                .map(other -> countIn(other, spread.attribute(), request.workload()))
                .collect(Collectors.toList());
        long fewest =
                others.stream().filter(Objects::nonNull).min(Long::compare).orElse(0L);
        return countIn(node, spread.attribute(), request.workload()) + 1 - fewest <= spread.maximumSkew();
    }

    private long countIn(Node node, NodeAttribute attribute, WorkloadId workload) {
        return instances.stream()
                .filter(instance -> isOf(workload, instance) && samePlace(instance, attribute, node))
                .count();
    }
}
