package dev.berth.scheduler.k8s;

import dev.berth.scheduler.k8s.api.Condition;
import dev.berth.scheduler.k8s.api.NodeObject;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.render.NodeKeys;
import dev.berth.scheduler.k8s.status.Amounts;
import dev.berth.scheduler.k8s.status.Pods;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The nodes of a cluster, in the words of the API. Pure. */
final class KubernetesNodes {
    private static final KubernetesNodes NONE = new KubernetesNodes(List.of());

    /** Those that a node has one of, and that a label says. */
    private static final List<NodeAttribute> LABELLED =
            List.of(NodeAttribute.ZONE, NodeAttribute.REGION, NodeAttribute.OS, NodeAttribute.ARCH);

    /** Types of addresses, the best one first. */
    private static final List<String> ADDRESSES = List.of("InternalIP", "ExternalIP", "InternalDNS", "Hostname");

    private final Map<String, NodeObject> nodes = new TreeMap<>();

    KubernetesNodes(Collection<NodeObject> nodes) {
        nodes.forEach(node -> this.nodes.put(node.metadata().name(), node));
    }

    static KubernetesNodes none() {
        return NONE;
    }

    Collection<NodeObject> all() {
        return nodes.values();
    }

    /** Whether what is there can't be asked; one that isn't listed is only new. */
    boolean isLost(String name) {
        NodeObject node = nodes.get(name);
        return node != null && state(node) != Node.State.READY;
    }

    /** In the order of their names, with what pods on them have requested, whoever's they are. */
    List<Node> with(Collection<PodObject> pods) {
        Map<String, Amounts> requested = new HashMap<>();
        for (PodObject pod : pods) {
            if (!pod.node().isEmpty() && !Pods.isOver(pod)) {
                requested.merge(pod.node(), Amounts.of(pod), Amounts::plus);
            }
        }
        return nodes.values().stream()
                .map(node -> node(node, requested.getOrDefault(node.metadata().name(), Amounts.NONE)))
                .toList();
    }

    static Node node(NodeObject node, Amounts requested) {
        Map<String, String> labels = node.metadata().labels();
        String name = node.metadata().name();
        String hostname = labels.getOrDefault(NodeKeys.label(NodeAttribute.HOSTNAME), name);
        Node.Builder neutral = Node.builder(new NodeId(name), hostname)
                .address(address(node))
                .allocatable(Amounts.of(node.allocatable()).neutral())
                .allocated(requested.neutral())
                .state(state(node))
                .schedulable(!node.cordoned())
                .draining(isDraining(node));
        LABELLED.forEach(attribute -> Optional.ofNullable(labels.get(NodeKeys.label(attribute)))
                .ifPresent(value -> neutral.attribute(attribute, value)));
        labels.forEach((key, value) -> neutral.attribute(NodeAttribute.label(key), value));
        return neutral.build();
    }

    /** Who makes it schedulable by other means than Berth's ends its draining, too. */
    static boolean isDraining(NodeObject node) {
        return node.cordoned() && "true".equals(node.metadata().annotations().get(KubernetesLabels.DRAINING));
    }

    private static String address(NodeObject node) {
        return ADDRESSES.stream()
                .flatMap(type -> Stream.ofNullable(node.addresses().get(type)))
                .findFirst()
                .orElse("");
    }

    /** A node whose kubelet is silent is Unknown to its cluster, one that says itself it can't do its work is False. */
    private static Node.State state(NodeObject node) {
        return node.conditions().stream()
                .filter(condition -> condition.type().equals("Ready"))
                .findFirst()
                .map(Condition::status)
                .map(status -> switch (status) {
                    case "True" -> Node.State.READY;
                    case "False" -> Node.State.NOT_READY;
                    case "Unknown" -> Node.State.LOST;
                    default -> Node.State.UNKNOWN;
                })
                .orElse(Node.State.UNKNOWN);
    }
}
