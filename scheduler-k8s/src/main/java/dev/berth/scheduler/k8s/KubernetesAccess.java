package dev.berth.scheduler.k8s;

import dev.berth.scheduler.core.adapter.HomeDirectory;
import dev.berth.scheduler.k8s.KubernetesConfig.Certificate;
import dev.berth.scheduler.k8s.KubernetesConfig.InCluster;
import dev.berth.scheduler.k8s.KubernetesConfig.Kubeconfig;
import dev.berth.scheduler.k8s.KubernetesConfig.Server;
import dev.berth.scheduler.k8s.connection.Access;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way to a cluster that a configuration means. */
final class KubernetesAccess {
    private KubernetesAccess() {}

    static Access of(KubernetesConfig config) {
        return of(config.access(), System.getenv(), HomeDirectory.of(System.getenv()));
    }

    static Access of(KubernetesConfig.Access access, Map<String, String> environment, Path home) {
        if (access instanceof Server server) {
            Optional<Certificate> certificate = server.certificate();
            return Access.server(
                    server.server(),
                    server.authority(),
                    server.token(),
                    certificate.map(Certificate::file),
                    certificate.map(Certificate::key));
        }
        if (access instanceof Kubeconfig kubeconfig) {
            return kubeconfig
                    .file()
                    .map(file -> Access.kubeconfig(List.of(file), kubeconfig.context()))
                    .orElseGet(() -> Access.found(environment, home, kubeconfig.context()));
        }
        if (access instanceof InCluster) {
            return Access.inCluster(environment);
        }
        throw new IllegalArgumentException(access + " is no way to a cluster");
    }
}
