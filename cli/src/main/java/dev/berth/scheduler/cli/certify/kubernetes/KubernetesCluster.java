package dev.berth.scheduler.cli.certify.kubernetes;

import dev.berth.scheduler.cli.certify.lab.LabClients;
import dev.berth.scheduler.cli.certify.lab.LabCluster;
import dev.berth.scheduler.cli.certify.lab.LabServers;
import dev.berth.scheduler.k8s.KubernetesProvider;
import java.util.List;
import java.util.Optional;

/** The lab's Kubernetes, which has to be up. */
public final class KubernetesCluster {
    private KubernetesCluster() {}

    public static LabCluster find() {
        KubernetesLab lab = new KubernetesLab();
        // A server that is killed time and again is asked by its own people once in a minute at last.
        List<String> mending = List.of("start-server", "retry");
        return new LabCluster(
                lab,
                new LabClients<>(new KubernetesProvider(), lab.config(), lab.distrusted()),
                new LabServers(lab, List.of(lab.controlPlane()), mending),
                new KubernetesContainers(lab),
                new KubernetesObjects(lab),
                new KubernetesNodeLabels(lab),
                Optional.of(new KubernetesOverriding(lab)));
    }
}
