package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.status.Node;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The nodes there are and which of them can't be reached; the placement engine hears of all that changes. Of the loop only. */
final class NodeRoster {
    private final Placer placer;
    private final Cordons cordons;
    private final Map<String, NodeSettings> nodes = new LinkedHashMap<>();
    /** Since when, by the steady time. */
    private final Map<String, Instant> lost = new LinkedHashMap<>();

    NodeRoster(Placer placer, Cordons cordons) {
        this.placer = placer;
        this.cordons = cordons;
    }

    /** In the order in which they came. */
    Collection<NodeSettings> all() {
        return List.copyOf(nodes.values());
    }

    Optional<NodeSettings> find(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    /** Takes in a node that is new, or is otherwise than before. */
    void put(NodeSettings node) {
        nodes.put(node.name(), node);
        tell(node.name());
    }

    /** A node is no more. */
    void remove(String name) {
        nodes.remove(name);
        lost.remove(name);
        placer.remove(name);
    }

    void lost(String name, Instant since) {
        lost.put(name, since);
        tell(name);
    }

    void found(String name) {
        lost.remove(name);
        tell(name);
    }

    /** Since when a node can't be reached; empty when it can, and when it isn't there. */
    Optional<Instant> lostSince(String name) {
        return Optional.ofNullable(lost.get(name));
    }

    /** Since when the node that an instance is on can't be reached. */
    Optional<Instant> lostSince(InstanceRow row) {
        return row.site().flatMap(site -> lostSince(site.node()));
    }

    boolean isLost(InstanceRow row) {
        return lostSince(row).isPresent();
    }

    Node.State state(String name) {
        return lost.containsKey(name) ? Node.State.LOST : Node.State.READY;
    }

    /** What operators say of a node has changed, or anything else. */
    void tell(String name) {
        find(name).ifPresent(node -> placer.node(node, !cordons.isCordoned(name), state(name)));
    }
}
