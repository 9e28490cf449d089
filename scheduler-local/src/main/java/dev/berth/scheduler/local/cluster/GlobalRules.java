package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.cluster.RolloutRules.Copy;
import dev.berth.scheduler.local.cluster.RolloutRules.Standing;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.status.InstanceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * On which nodes to make an instance and which to stop, so that in the end each node has one of the current template (rules
 * GLB-1, UPD-1). The limits of a rollout are of the number of nodes; what it surges by is beside the old one on its node.
 * Pure; asked again after every change, it needs no memory of what it said before.
 */
final class GlobalRules {
    private static final Comparator<Copy> BEST_FIRST =
            Comparator.comparing(Copy::standing, Comparator.reverseOrder()).thenComparing(Copy::sequence);

    private GlobalRules() {}

    /** An instance and the node that it is on, or is made for. */
    record Placed(Copy copy, String node) {}

    /**
     * What to do now.
     *
     * @param create names of nodes
     * @param stop reasons by instance
     */
    record Step(List<String> create, Map<InstanceId, String> stop) {}

    /**
     * The next step.
     *
     * @param nodes where it belongs
     * @param exclusive whether two instances can't be on one node
     */
    static Step next(Collection<String> nodes, RolloutPolicy policy, boolean exclusive, List<Placed> copies) {
        int surge = exclusive ? 0 : policy.maximumSurge().roundedUp(nodes.size());
        int unavailable = policy.maximumUnavailable().roundedDown(nodes.size());
        if (surge == 0) {
            unavailable = Math.max(1, unavailable);
        }
        Map<String, List<Copy>> there = byNode(nodes, copies);
        Map<InstanceId, String> stop = new LinkedHashMap<>(misplaced(nodes, copies));
        there.values().forEach(on -> stopSecond(on, stop));
        there.values().forEach(on -> stopNeedless(on, stop));
        stopReady(there, nodes.size() - unavailable, stop);
        boolean allAtOnce = surge == 0 && unavailable >= nodes.size();
        boolean anyOld = copies.stream().anyMatch(placed -> !placed.copy().current());
        return new Step(allAtOnce && anyOld ? List.of() : creations(there, surge, stop), stop);
    }

    /** The next step while no instance is to be replaced: nodes are followed all the same. */
    static Step paused(Collection<String> nodes, List<Placed> copies) {
        Map<InstanceId, String> stop = misplaced(nodes, copies);
        return new Step(creations(byNode(nodes, copies), 0, stop), stop);
    }

    /** For each node that it belongs on, the best first. */
    private static Map<String, List<Copy>> byNode(Collection<String> nodes, List<Placed> copies) {
        Map<String, List<Copy>> byNode = new TreeMap<>();
        nodes.forEach(node -> byNode.put(node, new ArrayList<>()));
        copies.forEach(placed -> byNode.computeIfPresent(placed.node(), (node, on) -> {
            on.add(placed.copy());
            return on;
        }));
        byNode.values().forEach(on -> on.sort(BEST_FIRST));
        return byNode;
    }

    private static Map<InstanceId, String> misplaced(Collection<String> nodes, List<Placed> copies) {
        Map<InstanceId, String> stop = new LinkedHashMap<>();
        copies.stream()
                .filter(placed -> !nodes.contains(placed.node()) && lives(placed.copy()))
                .forEach(placed -> stop.put(placed.copy().id(), Reason.NOT_MATCHING));
        return stop;
    }

    private static boolean lives(Copy copy) {
        return copy.standing() != Standing.STOPPING;
    }

    private static void stopSecond(List<Copy> on, Map<InstanceId, String> stop) {
        on.stream()
                .filter(copy -> copy.current() && lives(copy))
                .skip(1)
                .forEach(copy -> stop.put(copy.id(), Reason.SCALED_DOWN));
    }

    /** Old ones that aren't ready, or whose node has a new one that is. */
    private static void stopNeedless(List<Copy> on, Map<InstanceId, String> stop) {
        boolean replaced = on.stream().anyMatch(copy -> copy.current() && copy.standing() == Standing.READY);
        on.stream()
                .filter(copy -> !copy.current() && lives(copy))
                .filter(copy -> replaced || copy.standing() != Standing.READY)
                .forEach(copy -> stop.put(copy.id(), Reason.REPLACED));
    }

    /** Only on so many nodes that enough have a ready one left. */
    private static void stopReady(Map<String, List<Copy>> there, int leastReady, Map<InstanceId, String> stop) {
        long ready = there.values().stream()
                .filter(on ->
                        on.stream().anyMatch(copy -> copy.standing() == Standing.READY && !stop.containsKey(copy.id())))
                .count();
        for (List<Copy> on : there.values()) {
            List<InstanceId> old = on.stream()
                    .filter(copy -> !copy.current() && lives(copy) && !stop.containsKey(copy.id()))
                    .map(Copy::id)
                    .toList();
            if (!old.isEmpty() && ready > leastReady) {
                old.forEach(id -> stop.put(id, Reason.REPLACED));
                ready--;
            }
        }
    }

    /** A node whose old one is still stopping waits: its ports and resources are taken until then. */
    private static List<String> creations(Map<String, List<Copy>> there, int surge, Map<InstanceId, String> stop) {
        List<String> create = new ArrayList<>();
        long surged = there.values().stream().filter(on -> on.size() > 1).count();
        for (Map.Entry<String, List<Copy>> node : there.entrySet()) {
            List<Copy> on = node.getValue();
            boolean onlyOld =
                    on.size() == 1 && !on.get(0).current() && on.get(0).standing() == Standing.READY;
            if (on.isEmpty()) {
                create.add(node.getKey());
            } else if (onlyOld && !stop.containsKey(on.get(0).id()) && surged < surge) {
                create.add(node.getKey());
                surged++;
            }
        }
        return create;
    }
}
