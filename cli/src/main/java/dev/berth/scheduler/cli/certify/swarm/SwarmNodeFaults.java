package dev.berth.scheduler.cli.certify.swarm;

import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.NotProvokable;
import java.util.List;
import java.util.Optional;

/** What happens to nodes, on the lab's machines. */
final class SwarmNodeFaults implements Environment.NodeLoss, Environment.NodeCut, Environment.Relabelling {
    private final SwarmLab lab;

    SwarmNodeFaults(SwarmLab lab) {
        this.lab = lab;
    }

    @Override
    public void lose(NodeId node) {
        lab.fault("kill-node", worker(node));
    }

    @Override
    public void bringBack(NodeId node) {
        lab.fault("return-node", worker(node));
    }

    @Override
    public void cut(NodeId node) {
        lab.fault("cut", worker(node));
    }

    @Override
    public void heal(NodeId node) {
        lab.fault("heal", worker(node));
    }

    private String worker(NodeId node) {
        String name = lab.name(node);
        if (lab.managers().equals(List.of(name))) {
            throw new NotProvokable(name + " is the only manager of the lab's swarm");
        }
        return name;
    }

    @Override
    public void set(NodeId node, NodeAttribute attribute, Optional<String> value) {
        String key = switch (attribute.family()) {
            case ZONE -> "zone";
            case REGION -> "region";
            case LABEL -> attribute.labelKey();
            case NODE_ID, HOSTNAME, OS, ARCH, UNKNOWN ->
                throw new NotProvokable(attribute.name() + " is the engine's own");
        };
        String manager = lab.managers().get(0);
        if (value.isPresent()) {
            String unused = lab.docker(manager, "node", "update", "--label-add", key + "=" + value.get(), node.value());
        } else if (labels(manager, node).contains(key)) {
            // The command fails where there is none.
            String unused = lab.docker(manager, "node", "update", "--label-rm", key, node.value());
        }
    }

    private List<String> labels(String manager, NodeId node) {
        return lab.docker(
                        manager,
                        "node",
                        "inspect",
                        "--format",
                        "{{range $key, $value := .Spec.Labels}}{{println $key}}{{end}}",
                        node.value())
                .lines()
                .toList();
    }
}
