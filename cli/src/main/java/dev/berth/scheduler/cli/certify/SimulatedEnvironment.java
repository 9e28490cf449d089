package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.cli.certify.client.OtherClients;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.Means;

/** What can be done to a simulation. */
record SimulatedEnvironment(
        SimulatedInstances instances,
        LocalObjects objects,
        SimulatedServer simulated,
        OtherClients others,
        SimulatedNodeFaults nodes)
        implements Environment {
    @Override
    public Means<Secrets> secrets() {
        return Means.by(instances.secrets());
    }

    @Override
    public Means<Killing> killing() {
        return Means.by(instances);
    }

    @Override
    public Means<EndLoss> endLoss() {
        return Means.by(instances::loseEnd);
    }

    @Override
    public Means<Inside> inside() {
        return Means.by(instances);
    }

    @Override
    public Means<NativeView> sight() {
        return Means.by(instances);
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
    public Means<Upgrade> upgrade() {
        return Means.by(others);
    }

    @Override
    public Means<Connections> connections() {
        return Means.by(others);
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

    @Override
    public Means<Drift> drift() {
        return Means.by(objects);
    }

    @Override
    public Means<Foreign> foreign() {
        return Means.by(objects);
    }
}
