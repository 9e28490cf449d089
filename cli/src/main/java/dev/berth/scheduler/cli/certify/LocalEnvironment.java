package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.cli.certify.client.OtherClients;
import dev.berth.scheduler.cli.certify.client.UsualEnvironment;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.Means;
import java.nio.file.Path;

/** What can be done to processes of this machine. */
record LocalEnvironment(
        Means<Environment.Server> server,
        Means<Environment.ControllerKill> controller,
        LocalObjects objects,
        OtherClients others,
        Path secretDirectory)
        implements UsualEnvironment {
    private static final HostProcesses PROCESSES = new HostProcesses();
    private static final String ONE_MACHINE = "all nodes are this machine, which can't be lost in part";

    @Override
    public Instances instances() {
        return PROCESSES;
    }

    @Override
    public Means<Secrets> secrets() {
        return Means.by(new SecretFiles(secretDirectory));
    }

    @Override
    public Means<NodeLoss> nodeLoss() {
        return Means.none(ONE_MACHINE);
    }

    @Override
    public Means<NodeCut> nodeCut() {
        return Means.none(ONE_MACHINE);
    }

    @Override
    public Means<Relabelling> relabelling() {
        return Means.none("attributes of nodes come from the configuration and don't change");
    }
}
