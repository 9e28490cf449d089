package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.local.store.StoreChange;
import dev.berth.scheduler.local.store.StoreException;
import dev.berth.scheduler.local.store.Table;

/** What operators ask of nodes, and what becomes of nodes by themselves. Of the loop only. */
final class NodeVerbs {
    private final ClusterState state;
    private final Changes changes;
    private final NodeRoster roster;
    private final Globals globals;

    NodeVerbs(ClusterState state, Changes changes, NodeParts nodes) {
        this.state = state;
        this.changes = changes;
        this.roster = nodes.roster();
        this.globals = nodes.globals();
    }

    /** Lets a node take new instances, or keeps them away; false when that was so before. */
    boolean schedulable(String node, boolean value) throws StoreException {
        require(node);
        boolean changes = state.cordons().isCordoned(node) == value;
        if (changes) {
            StoreChange change = new StoreChange();
            state.commit(value ? change.remove(Table.NODES, node) : change.put(Table.NODES, node, "cordoned"));
            state.cordon(node, value);
            roster.tell(node);
        }
        return changes;
    }

    /** Moves what is on a node away; false when that goes on already. */
    boolean drain(String node) throws StoreException {
        require(node);
        boolean begins = !state.cordons().isDraining(node);
        if (begins) {
            state.commit(new StoreChange().put(Table.NODES, node, Cordons.DRAINING));
            state.drain(node);
            roster.tell(node);
        }
        return begins;
    }

    private void require(String node) {
        if (roster.find(node).isEmpty()) {
            throw new NotFoundException("there is no node '" + node + "'");
        }
    }

    /** A node is there: a new one, or one that is otherwise than before. */
    void put(NodeSettings node) {
        roster.put(node);
        changed(node.name());
        state.lookAtThePending();
    }

    /** A node is no more; what was there is to go. */
    void remove(String node) {
        roster.remove(node);
        changed(node);
        state.instances().stream()
                .filter(instance -> instance.row().isOn(node))
                .forEach(instance -> state.due(instance.row().id().workload()));
    }

    /** Has workloads looked at that belong on a node now and didn't, or the reverse. */
    void changed(String node) {
        changes.node(node);
        globals.changed(node).forEach(id -> {
            changes.workload(id);
            state.due(id);
        });
    }
}
