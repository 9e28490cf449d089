package dev.berth.scheduler.cli.certify.kubernetes;

import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.Means;

/** What can be done to the lab's Kubernetes. */
record KubernetesEnvironment(
        KubernetesLab lab,
        KubernetesContainers containers,
        KubernetesNodeFaults nodes,
        KubernetesObjects objects,
        ControllerKill ownController,
        Upgrade newer,
        Connections bad,
        UnprovenServer unproven)
        implements Environment {
    @Override
    public Means<Killing> killing() {
        return Means.by(containers);
    }

    @Override
    public Means<EndLoss> endLoss() {
        return Means.by(containers::loseEnd);
    }

    @Override
    public Means<Inside> inside() {
        return Means.by(containers);
    }

    @Override
    public Means<NativeView> sight() {
        return Means.by(containers);
    }

    @Override
    public Means<Server> server() {
        return Means.by(new ApiServer());
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
    public Means<Disk> disk() {
        return Means.by(new EtcdsDisk());
    }

    @Override
    public Means<ControllerKill> controller() {
        return Means.by(ownController);
    }

    @Override
    public Means<Connections> connections() {
        return Means.by(bad);
    }

    @Override
    public Means<UnprovenServer> unprovenServer() {
        return Means.by(unproven);
    }

    @Override
    public Means<Upgrade> upgrade() {
        return Means.by(newer);
    }

    @Override
    public Means<Drift> drift() {
        return Means.by(objects);
    }

    @Override
    public Means<Foreign> foreign() {
        return Means.by(objects);
    }

    @Override
    public Means<Secrets> secrets() {
        return Means.by(objects);
    }

    @Override
    public Means<Overriding> overriding() {
        return Means.by(new KubernetesOverriding(lab));
    }

    @Override
    public void provideVolume(String namespace, String name) {
        objects.provideVolume(namespace, name);
    }

    /** The one that a client can ask; what runs on the nodes runs on without. */
    private final class ApiServer implements Server {
        @Override
        public void stop() {
            lab.fault("kill-server", lab.controlPlane());
        }

        @Override
        public void start() {
            lab.fault("start-server", lab.controlPlane());
            // A server that is killed time and again is asked by its own people once in a minute at last.
            lab.fault("retry", lab.controlPlane());
        }
    }

    private final class EtcdsDisk implements Disk {
        @Override
        public void fill() {
            lab.fault("fill-disk", lab.controlPlane());
        }

        @Override
        public void free() {
            lab.fault("free-disk", lab.controlPlane());
        }
    }
}
