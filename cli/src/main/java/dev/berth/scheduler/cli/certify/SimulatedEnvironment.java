package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.cli.certify.client.OtherClients;
import dev.berth.scheduler.cli.certify.client.UsualEnvironment;
import dev.berth.scheduler.tck.backend.Means;

/** What can be done to a simulation. */
record SimulatedEnvironment(
        SimulatedInstances instances,
        LocalObjects objects,
        SimulatedServer simulated,
        OtherClients others,
        SimulatedNodeFaults nodes)
        implements UsualEnvironment {
    @Override
    public Means<Secrets> secrets() {
        return Means.by(instances.secrets());
    }

    @Override
    public Means<Server> server() {
        return Means.by(simulated);
    }

    @Override
    public Means<ControllerKill> controller() {
        return Means.by(simulated.controller());
    }

    @Override
    public Means<NodeLoss> nodeLoss() {
        return Means.by(nodes);
    }

    @Override
    public Means<NodeCut> nodeCut() {
        return Means.by(nodes);
    }

    @Override
    public Means<Relabelling> relabelling() {
        return Means.by(nodes);
    }
}
