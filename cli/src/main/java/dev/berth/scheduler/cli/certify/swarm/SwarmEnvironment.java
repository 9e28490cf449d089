package dev.berth.scheduler.cli.certify.swarm;

import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.Means;

/** What can be done to the lab's swarm. */
record SwarmEnvironment(
        SwarmLab lab,
        SwarmContainers containers,
        SwarmNodeFaults nodes,
        SwarmObjects objects,
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
        return Means.by(new Managers());
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
        return Means.by(new ManagersDisk());
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

    /** The engines that a client can ask; what runs on them runs on without. */
    private final class Managers implements Server {
        @Override
        public void stop() {
            lab.managers().forEach(node -> lab.fault("kill-server", node));
        }

        @Override
        public void start() {
            lab.managers().forEach(node -> lab.fault("start-server", node));
        }
    }

    private final class ManagersDisk implements Disk {
        @Override
        public void fill() {
            lab.managers().forEach(node -> lab.fault("fill-disk", node));
        }

        @Override
        public void free() {
            lab.managers().forEach(node -> lab.fault("free-disk", node));
        }
    }
}
