package dev.berth.scheduler.cli.certify.kubernetes;

import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.NotProvokable;
import java.util.Optional;

/** The attributes of nodes, of which labels can be changed. */
record KubernetesNodeLabels(KubernetesLab lab) implements Environment.Relabelling {
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
