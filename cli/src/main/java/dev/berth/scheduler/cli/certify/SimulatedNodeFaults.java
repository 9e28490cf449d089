package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.local.simulation.SimulatedNodes;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.tck.backend.Environment;
import java.util.Optional;

/** What can be done to the nodes of a simulation. */
record SimulatedNodeFaults(SimulatedNodes nodes)
        implements Environment.NodeLoss, Environment.NodeCut, Environment.Relabelling {
    @Override
    public void lose(NodeId node) {
        nodes.lose(node.value());
    }

    @Override
    public void bringBack(NodeId node) {
        nodes.bringBack(node.value());
    }

    @Override
    public void cut(NodeId node) {
        nodes.cutOff(node.value());
    }

    @Override
    public void heal(NodeId node) {
        nodes.reconnect(node.value());
    }

    @Override
    public void set(NodeId node, NodeAttribute attribute, Optional<String> value) {
        nodes.label(node.value(), attribute, value);
    }
}
