package dev.berth.scheduler.cli.certify.lab;

import dev.berth.scheduler.cli.certify.client.OtherClients;
import dev.berth.scheduler.cli.certify.client.UsualEnvironment;
import dev.berth.scheduler.tck.backend.Means;

/** What can be done to a cluster of the lab. */
final class LabEnvironment implements UsualEnvironment {
    private final LabCluster cluster;
    private final LabNodes nodes;
    private final ControllerKill controller;

    LabEnvironment(LabCluster cluster, ControllerKill controller) {
        this.cluster = cluster;
        this.nodes = new LabNodes(cluster.lab(), cluster.servers().machines());
        this.controller = controller;
    }

    @Override
    public Instances instances() {
        return cluster.containers();
    }

    @Override
    public NativeObjects objects() {
        return cluster.objects();
    }

    @Override
    public OtherClients others() {
        return cluster.clients().others();
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
    public Means<UnprovenServer> unprovenServer() {
        return Means.by(cluster.clients()::distrusting);
    }

    @Override
    public Means<Secrets> secrets() {
        return Means.by(cluster.objects());
    }

    @Override
    public Means<Overriding> overriding() {
        return cluster.overriding().map(Means::by).orElseGet(UsualEnvironment.super::overriding);
    }

    @Override
    public void provideVolume(String namespace, String name) {
        cluster.objects().provideVolume(namespace, name);
    }
}
