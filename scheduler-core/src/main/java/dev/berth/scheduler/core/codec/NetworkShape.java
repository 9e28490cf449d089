package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.spec.Network;

/** The network that instances are in. */
final class NetworkShape {
    private NetworkShape() {}

    private static final Field<Network, Network.Kind> KIND = Field.required(
            "kind", "default is the backend's own.", Scalars.oneOf(Network.Kind.values()), Network::kind);
    private static final Field<Network, String> NAME = Field.defaulted(
            "name", "The orchestrator's name for it when the kind is named.", Scalars.TEXT, Network::name, "");

    static final Shape<Network> NETWORK = ObjectShape.<Network>named(
                    "Network", "The network that instances are in; a text alone is the kind.")
            .fields(KIND, NAME)
            .shortForm(new ShortForm.OfField("kind"))
            .build(values -> new Network(values.get(KIND), values.get(NAME)));
}
