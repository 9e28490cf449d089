package dev.berth.scheduler.cli.certify.kubernetes;

import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.NotProvokable;
import java.util.Optional;

/** What happens to nodes, on the lab's machines. */
record KubernetesNodeFaults(KubernetesLab lab)
        implements Environment.NodeLoss, Environment.NodeCut, Environment.Relabelling {
    @Override
    public void lose(NodeId node) {
        lab.fault("kill-node", lab.name(node));
    }

    @Override
    public void bringBack(NodeId node) {
        lab.fault("return-node", lab.name(node));
    }

    @Override
    public void cut(NodeId node) {
        lab.fault("cut", lab.name(node));
    }

    @Override
    public void heal(NodeId node) {
        lab.fault("heal", lab.name(node));
    }

    @Override
    public void set(NodeId node, NodeAttribute attribute, Optional<String> value) {
        String key = switch (attribute.family()) {
            case ZONE -> "topology.kubernetes.io/zone";
            case REGION -> "topology.kubernetes.io/region";
            case LABEL -> attribute.labelKey();
            case NODE_ID, HOSTNAME, OS, ARCH, UNKNOWN ->
                throw new NotProvokable(attribute.name() + " is the kubelet's own");
        };
        String unused = lab.kubectl(
                "label",
                "--overwrite",
                "node",
                node.value(),
                value.map(text -> key + "=" + text).orElse(key + "-"));
    }
}
