package dev.berth.scheduler.cli.certify.swarm;

import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.NotProvokable;
import java.util.List;
import java.util.Optional;

/** The attributes of nodes, of which labels can be changed. */
final class SwarmNodeLabels implements Environment.Relabelling {
    private final SwarmLab lab;

    SwarmNodeLabels(SwarmLab lab) {
        this.lab = lab;
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
