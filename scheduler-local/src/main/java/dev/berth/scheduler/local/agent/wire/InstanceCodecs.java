package dev.berth.scheduler.local.agent.wire;

import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Termination;
import java.io.IOException;
import java.util.Optional;

/** Instances, their ends and their endpoints. */
public final class InstanceCodecs {
    /** {@link Termination}. A kind that a newer peer has is UNKNOWN to us. */
    public static final Codec<Termination> TERMINATION = new Codec<>() {
        @Override
        public void write(Termination value, WireWriter out) throws IOException {
            out.choice("kind", value.kind())
                    .number("exitCode", value.exitCode())
                    .text("signal", value.signal())
                    .text("message", value.message())
                    .instant("at", value.at());
        }

        @Override
        public Termination read(WireObject in) throws IOException {
            return new Termination(
                    in.choice("kind", Termination.Kind.class, Termination.Kind.UNKNOWN),
                    in.smallNumber("exitCode"),
                    in.text("signal"),
                    in.text("message"),
                    in.instant("at"));
        }
    };

    /** {@link Endpoint}. */
    public static final Codec<Endpoint> ENDPOINT = new Codec<>() {
        @Override
        public void write(Endpoint value, WireWriter out) throws IOException {
            out.object("instance", value.instance(), IdCodecs.INSTANCE)
                    .text("port", value.port())
                    .text("address", value.address())
                    .number("number", value.number())
                    .choice("protocol", value.protocol())
                    .choice("reachable", value.reachable());
        }

        @Override
        public Endpoint read(WireObject in) throws IOException {
            return new Endpoint(
                    in.object("instance", IdCodecs.INSTANCE),
                    in.text("port"),
                    in.text("address"),
                    in.smallNumber("number"),
                    in.choice("protocol", Port.Protocol.class),
                    in.choice("reachable", Endpoint.Reachable.class));
        }
    };

    /** {@link Instance}. A state that a newer peer has is UNKNOWN to us. */
    public static final Codec<Instance> INSTANCE = new Codec<>() {
        @Override
        public void write(Instance value, WireWriter out) throws IOException {
            out.object("id", value.id(), IdCodecs.INSTANCE)
                    .number("index", value.index())
                    .number("revision", value.revision())
                    .text("run", value.run())
                    .object("node", value.node(), IdCodecs.NODE)
                    .choice("state", value.state())
                    .flag("ready", value.ready())
                    .number("restarts", value.restarts())
                    .text("reason", value.reason())
                    .text("message", value.message())
                    .instant("startedAt", value.startedAt())
                    .object("lastTermination", value.lastTermination(), TERMINATION)
                    .list("endpoints", value.endpoints(), ENDPOINT);
        }

        @Override
        public Instance read(WireObject in) throws IOException {
            Instance.Builder builder = Instance.builder(
                            in.object("id", IdCodecs.INSTANCE),
                            in.choice("state", InstanceState.class, InstanceState.UNKNOWN))
                    .revision(in.number("revision"))
                    .ready(in.flag("ready"))
                    .restarts(in.smallNumber("restarts"))
                    .reason(in.text("reason"), in.text("message"));
            Optional<NodeId> node = in.optionalObject("node", IdCodecs.NODE);
            Optional<Termination> last = in.optionalObject("lastTermination", TERMINATION);
            in.optionalNumber("index").ifPresent(builder::index);
            in.optionalText("run").ifPresent(builder::run);
            node.ifPresent(builder::node);
            in.instant("startedAt").ifPresent(builder::startedAt);
            last.ifPresent(builder::lastTermination);
            in.list("endpoints", ENDPOINT).forEach(builder::endpoint);
            return builder.build();
        }
    };

    private InstanceCodecs() {}
}
