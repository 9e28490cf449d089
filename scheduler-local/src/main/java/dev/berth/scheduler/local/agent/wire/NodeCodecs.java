package dev.berth.scheduler.local.agent.wire;

import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.io.IOException;
import java.util.Map;

/** Nodes and what they have. */
public final class NodeCodecs {
    /** {@link ResourceAmounts}. */
    public static final Codec<ResourceAmounts> AMOUNTS = new Codec<>() {
        @Override
        public void write(ResourceAmounts value, WireWriter out) throws IOException {
            if (value.cpu().isPresent()) {
                out.number("millicores", value.cpu().get().millicores());
            }
            if (value.memory().isPresent()) {
                out.number("memoryBytes", value.memory().get().bytes());
            }
            if (value.disk().isPresent()) {
                out.number("diskBytes", value.disk().get().bytes());
            }
            out.number("gpus", value.gpus());
        }

        @Override
        public ResourceAmounts read(WireObject in) throws IOException {
            ResourceAmounts.Builder builder = ResourceAmounts.builder();
            if (in.has("millicores")) {
                builder.cpu(new Cpu(in.number("millicores")));
            }
            if (in.has("memoryBytes")) {
                builder.memory(new Memory(in.number("memoryBytes")));
            }
            if (in.has("diskBytes")) {
                builder.disk(new Memory(in.number("diskBytes")));
            }
            in.optionalNumber("gpus").ifPresent(builder::gpus);
            return builder.build();
        }
    };

    /** {@link Node}. A state that a newer peer has is UNKNOWN to us; an older one doesn't say that a node is draining. */
    public static final Codec<Node> NODE = new Codec<>() {
        @Override
        public void write(Node value, WireWriter out) throws IOException {
            out.text("id", value.id().value())
                    .text("hostname", value.hostname())
                    .text("address", value.address())
                    .textMap("attributes", value.attributes())
                    .object("allocatable", value.allocatable(), AMOUNTS)
                    .object("allocated", value.allocated(), AMOUNTS)
                    .choice("state", value.state())
                    .flag("schedulable", value.schedulable())
                    .flag("draining", value.draining());
        }

        @Override
        public Node read(WireObject in) throws IOException {
            Node.Builder builder = Node.builder(new NodeId(in.text("id")), in.text("hostname"))
                    .address(in.text("address"))
                    .allocatable(in.object("allocatable", AMOUNTS))
                    .allocated(in.object("allocated", AMOUNTS))
                    .state(in.choice("state", Node.State.class, Node.State.UNKNOWN))
                    .schedulable(in.flag("schedulable"))
                    .draining(in.has("draining") && in.flag("draining"));
            for (Map.Entry<String, String> attribute : in.textMap("attributes").entrySet()) {
                builder.attribute(new NodeAttribute(attribute.getKey()), attribute.getValue());
            }
            return builder.build();
        }
    };

    private NodeCodecs() {}
}
