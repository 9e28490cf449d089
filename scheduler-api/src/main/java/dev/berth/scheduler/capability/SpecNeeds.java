package dev.berth.scheduler.capability;

import dev.berth.scheduler.spec.Network;
import dev.berth.scheduler.spec.Volume;
import dev.berth.scheduler.spec.WorkloadSpec;

/** What a whole spec needs, part by part in the order it is written. */
final class SpecNeeds {
    private SpecNeeds() {}

    static void collect(WorkloadSpec spec, Needs needs) {
        ModeNeeds.collect(spec.mode(), needs.field("mode"));
        for (int i = 0; i < spec.tasks().size(); i++) {
            TaskNeeds.collect(spec.tasks().get(i), needs.field("tasks").item(i));
        }
        PlacementNeeds.collect(spec.id(), spec.placement(), needs.field("placement"));
        PolicyNeeds.rollout(spec.rollout(), needs.field("rollout"));
        PolicyNeeds.restart(spec.restart(), needs.field("restart"));
        for (int i = 0; i < spec.volumes().size(); i++) {
            volume(spec.volumes().get(i), needs.field("volumes").item(i));
        }
        network(spec.network().kind(), needs.field("network"));
        needs.needIf(spec.discoveryName(), "discoveryName", Capabilities.NETWORK_DISCOVERY_NAME);
        needs.needIf(spec.nodeLossWait(), "nodeLossWait", Capabilities.NODE_LOSS_WAIT);
        Needs overrides = needs.field("overrides");
        spec.overrides().keySet().forEach(type -> overrides.field(type).need(Capability.override(type)));
    }

    private static void volume(Volume volume, Needs needs) {
        switch (volume.kind()) {
            case HOST_PATH -> needs.field("hostPath").need(Capabilities.VOLUME_HOST_PATH);
            case NAMED -> needs.field("named").need(Capabilities.VOLUME_NAMED);
            case EPHEMERAL -> needs.field("ephemeral").need(Capabilities.VOLUME_EPHEMERAL);
        }
        if (volume instanceof Volume.Ephemeral ephemeral) {
            needs.field("ephemeral").needIf(ephemeral.size(), "size", Capabilities.VOLUME_EPHEMERAL_SIZE);
        }
    }

    private static void network(Network.Kind kind, Needs needs) {
        switch (kind) {
            case DEFAULT -> {}
            case HOST -> needs.need(Capabilities.NETWORK_HOST);
            case BRIDGE -> needs.need(Capabilities.NETWORK_BRIDGE);
            case NAMED -> needs.need(Capabilities.NETWORK_NAMED);
        }
    }
}
