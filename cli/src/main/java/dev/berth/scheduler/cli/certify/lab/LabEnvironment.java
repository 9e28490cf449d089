package dev.berth.scheduler.cli.certify.lab;

import dev.berth.scheduler.cli.certify.client.OtherClients;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.Means;

/** What can be done to a cluster of the lab. */
final class LabEnvironment implements Environment {
    private final LabCluster cluster;
    private final LabNodes nodes;
    private final OtherClients others;
    private final ControllerKill controller;

    LabEnvironment(LabCluster cluster, ControllerKill controller) {
        this.cluster = cluster;
        this.nodes = new LabNodes(cluster.lab(), cluster.servers().machines());
        this.others = cluster.clients().others();
        this.controller = controller;
    }

    @Override
    public Means<Killing> killing() {
        return Means.by(cluster.containers());
    }

    @Override
    public Means<EndLoss> endLoss() {
        return Means.by(cluster.containers());
    }

    @Override
    public Means<Inside> inside() {
        return Means.by(cluster.containers());
    }

    @Override
    public Means<NativeView> sight() {
        return Means.by(cluster.containers());
    }

    @Override
    public Means<Server> server() {
        return Means.by(cluster.servers());
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
        return Means.by(cluster.labels());
    }

    @Override
    public Means<Disk> disk() {
        return Means.by(cluster.servers());
    }

    @Override
    public Means<ControllerKill> controller() {
        return Means.by(controller);
    }

    @Override
    public Means<Connections> connections() {
        return Means.by(others);
    }

    @Override
    public Means<UnprovenServer> unprovenServer() {
        return Means.by(cluster.clients()::distrusting);
    }

    @Override
    public Means<Upgrade> upgrade() {
        return Means.by(others);
    }

    @Override
    public Means<Drift> drift() {
        return Means.by(cluster.objects());
    }

    @Override
    public Means<Foreign> foreign() {
        return Means.by(cluster.objects());
    }

    @Override
    public Means<Secrets> secrets() {
        return Means.by(cluster.objects());
    }

    @Override
    public Means<Overriding> overriding() {
        return cluster.overriding().map(Means::by).orElseGet(Environment.super::overriding);
    }

    @Override
    public void provideVolume(String namespace, String name) {
        cluster.objects().provideVolume(namespace, name);
    }
}
