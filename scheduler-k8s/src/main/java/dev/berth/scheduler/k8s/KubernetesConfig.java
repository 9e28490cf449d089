package dev.berth.scheduler.k8s;

import dev.berth.scheduler.spi.BackendConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where a cluster is and how to get in. */
public record KubernetesConfig(Access access) implements BackendConfig {
    /** What a configuration calls this backend. */
    public static final String TYPE = "kubernetes";

    /** As kubectl finds it: the files of {@code $KUBECONFIG}, else {@code ~/.kube/config}, else the pod this runs in. */
    public static KubernetesConfig found() {
        return new KubernetesConfig(new Kubeconfig(Optional.empty(), Optional.empty()));
    }

    /** The current context of a file. */
    public static KubernetesConfig of(Path kubeconfig) {
        return new KubernetesConfig(new Kubeconfig(Optional.of(kubeconfig), Optional.empty()));
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The ways in. */
    public sealed interface Access {}

    /**
     * A file of kubectl's.
     *
     * @param file empty for where kubectl looks
     * @param context empty for the file's current one
     */
    public record Kubeconfig(Optional<Path> file, Optional<String> context) implements Access {}

    /**
     * A server and who we are, in files that are read again when they change.
     *
     * @param authority whose certificates are trusted; empty for those that Java trusts
     * @param token a file with a bearer token
     * @param plaintext whether an {@code http://} server is meant
     */
    public record Server(
            URI server,
            Optional<Path> authority,
            Optional<Path> token,
            Optional<Certificate> certificate,
            boolean plaintext)
            implements Access {}

    /** The service account of the pod this runs in. */
    public record InCluster() implements Access {}

    /**
     * A client's certificate in PEM.
     *
     * @param file ours, and those between it and the authority
     * @param key only its owner may read it
     */
    public record Certificate(Path file, Path key) {}
}
