package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.spec.Network;
import dev.berth.scheduler.spec.Network.Kind;
import java.util.List;
import java.util.Optional;

/** The network that instances are in. */
final class NetworkShape {
    private NetworkShape() {}

    private static final Field<Network, Optional<Kind>> KIND = Field.optional(
            "kind",
            "default is the backend's own.",
            Scalars.oneOf(List.of(Kind.DEFAULT, Kind.HOST, Kind.BRIDGE)),
            network -> Optional.of(network.kind()).filter(kind -> kind != Kind.NAMED));
    private static final Field<Network, Optional<String>> NAMED = Field.optional(
            "named",
            "The orchestrator's name for a network.",
            Scalars.TEXT,
            network -> Optional.of(network)
                    .filter(each -> each.kind() == Kind.NAMED)
                    .map(Network::name));

    static final Shape<Network> NETWORK = ObjectShape.<Network>named(
                    "Network", "The network that instances are in; a text alone is the kind.")
            .fields(KIND, NAMED)
            .choice("kind", "named")
            .shortForm(new ShortForm.OfField("kind"))
            .build(values -> Variants.first(
                    values.get(KIND).map(kind -> new Network(kind, "")),
                    values.get(NAMED).map(Network::named)));
}
