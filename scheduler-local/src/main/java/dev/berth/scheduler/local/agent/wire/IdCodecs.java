package dev.berth.scheduler.local.agent.wire;

import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.NodeId;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names, and what chooses by name. */
public final class IdCodecs {
    /** {@link WorkloadId}. */
    public static final Codec<WorkloadId> WORKLOAD = new Codec<>() {
        @Override
        public void write(WorkloadId value, WireWriter out) throws IOException {
            out.text("namespace", value.namespace()).text("name", value.name());
        }

        @Override
        public WorkloadId read(WireObject in) throws IOException {
            return WorkloadId.of(in.text("namespace"), in.text("name"));
        }
    };

    /** {@link InstanceId}. */
    public static final Codec<InstanceId> INSTANCE = new Codec<>() {
        @Override
        public void write(InstanceId value, WireWriter out) throws IOException {
            out.object("workload", value.workload(), WORKLOAD).text("uid", value.uid());
        }

        @Override
        public InstanceId read(WireObject in) throws IOException {
            return new InstanceId(in.object("workload", WORKLOAD), in.text("uid"));
        }
    };

    /** {@link NodeId}. */
    public static final Codec<NodeId> NODE = new Codec<>() {
        @Override
        public void write(NodeId value, WireWriter out) throws IOException {
            out.text("value", value.value());
        }

        @Override
        public NodeId read(WireObject in) throws IOException {
            return new NodeId(in.text("value"));
        }
    };

    /** {@link Selector}. */
    public static final Codec<Selector> SELECTOR = new Codec<>() {
        @Override
        public void write(Selector value, WireWriter out) throws IOException {
            out.text("namespace", value.namespace())
                    .list("ids", value.ids(), WORKLOAD)
                    .textMap("labels", value.labels());
        }

        @Override
        public Selector read(WireObject in) throws IOException {
            Set<WorkloadId> ids = new LinkedHashSet<>(in.list("ids", WORKLOAD));
            Selector selector = Selector.of(ids);
            Optional<String> namespace = in.optionalText("namespace");
            if (namespace.isPresent()) {
                selector = selector.inNamespace(namespace.get());
            }
            for (Map.Entry<String, String> label : in.textMap("labels").entrySet()) {
                selector = selector.withLabel(label.getKey(), label.getValue());
            }
            return selector;
        }
    };

    private IdCodecs() {}
}
