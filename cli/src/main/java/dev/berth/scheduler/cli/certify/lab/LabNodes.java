package dev.berth.scheduler.cli.certify.lab;

import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.NotProvokable;
import java.util.List;

/**
 * What happens to nodes, on the lab's machines.
 *
 * @param servers the machines of those that clients ask, which may be nodes too
 */
record LabNodes(Lab lab, List<String> servers) implements Environment.NodeLoss, Environment.NodeCut {
    @Override
    public void lose(NodeId node) {
        fault("kill-node", node);
    }

    @Override
    public void bringBack(NodeId node) {
        fault("return-node", node);
    }

    @Override
    public void cut(NodeId node) {
        fault("cut", node);
    }

    @Override
    public void heal(NodeId node) {
        fault("heal", node);
    }

    private void fault(String fault, NodeId node) {
        String name = lab.name(node);
        if (servers.equals(List.of(name))) {
            throw new NotProvokable(name + " is the only manager of the lab's " + lab.kind());
        }
        lab.fault(fault, name);
    }
}
