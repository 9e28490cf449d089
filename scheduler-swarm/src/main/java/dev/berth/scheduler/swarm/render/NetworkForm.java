package dev.berth.scheduler.swarm.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.WorkloadSpec;

/** The networks of a task by name; a manager puts their ids in place of the names. Without any it is the node's bridge. */
final class NetworkForm {
    private NetworkForm() {}

    static ArrayNode of(WorkloadSpec spec) {
        ArrayNode networks = Json.array();
        switch (spec.network().kind()) {
            case DEFAULT, BRIDGE -> {}
            case HOST -> networks.add(Json.object().put("Target", "host"));
            case NAMED -> networks.add(named(spec));
        }
        return networks;
    }

    private static ObjectNode named(WorkloadSpec spec) {
        ObjectNode network = Json.object().put("Target", spec.network().name());
        spec.discoveryName()
                .ifPresent(name -> network.set("Aliases", Json.array().add(name)));
        return network;
    }
}
