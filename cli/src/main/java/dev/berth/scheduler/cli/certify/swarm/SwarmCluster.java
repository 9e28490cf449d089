package dev.berth.scheduler.cli.certify.swarm;

import dev.berth.scheduler.cli.certify.lab.LabClients;
import dev.berth.scheduler.cli.certify.lab.LabCluster;
import dev.berth.scheduler.cli.certify.lab.LabServers;
import dev.berth.scheduler.swarm.SwarmProvider;
import java.util.List;
import java.util.Optional;

/** The lab's swarm, which has to be up. */
public final class SwarmCluster {
    private SwarmCluster() {}

    public static LabCluster find() {
        SwarmLab lab = new SwarmLab();
        return new LabCluster(
                lab,
                new LabClients<>(new SwarmProvider(), lab.config(), lab.distrusted()),
                new LabServers(lab, lab.managers(), List.of("start-server")),
                new SwarmContainers(lab),
                new SwarmObjects(lab),
                new SwarmNodeLabels(lab),
                Optional.empty());
    }
}
