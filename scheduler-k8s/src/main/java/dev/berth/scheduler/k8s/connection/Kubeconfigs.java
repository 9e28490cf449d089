package dev.berth.scheduler.k8s.connection;

import dev.berth.scheduler.spi.Call;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Context;
import java.io.File;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ways into clusters as kubeconfigs state them. What can't be followed is refused, as whoever wrote it counts on it; fields
 * that Kubernetes doesn't know are other tools', and passed over as kubectl does.
 */
final class Kubeconfigs {
    private static final int HTTP_PORT = 80;
    private static final int HIGHEST_PORT = 65_535;

    private Kubeconfigs() {}

    /** Where kubectl looks. */
    static List<Path> usual(Map<String, String> environment, Path home) {
        String stated = environment.getOrDefault("KUBECONFIG", "");
        return stated.isEmpty()
                ? List.of(home.resolve(".kube").resolve("config"))
                : Stream.of(stated.split(File.pathSeparator, -1))
                        .filter(file -> !file.isEmpty())
                        .map(Path::of)
                        .toList();
    }

    /** Reads the files anew, and runs the command that tells who we are where there is one. */
    static Identity identity(List<Path> files, Optional<String> context, Call call) {
        KubeconfigFiles all = KubeconfigFiles.read(files);
        KubeconfigEntry<Context> chosen = all.context(context);
        KubeconfigEntry<Cluster> cluster = all.cluster(chosen);
        KubeconfigEntry<AuthInfo> user = all.user(chosen);
        refuse(cluster);
        URI server = server(cluster);
        Optional<InetSocketAddress> proxy = proxy(cluster);
        Optional<Pem> authority = PemFiles.either(
                cluster,
                "certificate-authority",
                cluster.value().getCertificateAuthorityData(),
                cluster.value().getCertificateAuthority());
        Credentials credentials =
                new KubeconfigUser(user, new ExecCluster(cluster, server, authority)).credentials(call);
        return new Identity(server, authority, credentials, proxy);
    }

    private static void refuse(KubeconfigEntry<Cluster> cluster) {
        if (Boolean.TRUE.equals(cluster.value().getInsecureSkipTlsVerify())) {
            throw cluster.unusable(
                    "insecure-skip-tls-verify",
                    "is not followed: whoever is in between could be the server. Give its certificate-authority");
        }
        if (KubeconfigEntry.text(cluster.value().getTlsServerName()).isPresent()) {
            throw cluster.unusable(
                    "tls-server-name", "can't be followed: the server must have the name it is asked by");
        }
    }

    private static URI server(KubeconfigEntry<Cluster> cluster) {
        String text = KubeconfigEntry.text(cluster.value().getServer())
                .orElseThrow(() -> cluster.unusable("server", "is not stated"));
        URI uri = uri(text.replaceFirst("/+$", ""))
                .filter(one -> one.getHost() != null
                        && one.getPort() <= HIGHEST_PORT
                        && one.getUserInfo() == null
                        && one.getRawQuery() == null
                        && one.getRawFragment() == null)
                .orElseThrow(() -> cluster.unusable("server", "must be https://HOST:PORT"));
        if (!"https".equals(uri.getScheme())) {
            throw cluster.unusable(
                    "server", "(=" + uri + ") must be https://; say server and plaintext = true if it is meant");
        }
        return uri;
    }

    /** A name and a password may stand in it, so it is not told. */
    private static Optional<InetSocketAddress> proxy(KubeconfigEntry<Cluster> cluster) {
        return KubeconfigEntry.text(cluster.value().getProxyUrl())
                .map(text -> uri(text)
                        .filter(Kubeconfigs::isProxy)
                        .orElseThrow(() -> cluster.unusable("proxy-url", "must be http://HOST:PORT")))
                .map(uri -> new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? HTTP_PORT : uri.getPort()));
    }

    private static boolean isProxy(URI uri) {
        return "http".equals(uri.getScheme())
                && uri.getHost() != null
                && uri.getPort() <= HIGHEST_PORT
                && uri.getUserInfo() == null
                && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
