package dev.berth.scheduler.k8s.connection;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.io.File;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Kubeconfigs as fabric8's client understands them. Its own ways of loading them are not used, as they let variables of
 * the environment overrule what the files say, whether the server's certificate is verified included.
 */
final class Kubeconfigs {
    private static final int HTTP_PORT = 80;

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

    static Identity identity(List<Path> files, Optional<String> context) {
        Config config = read(files, context);
        checkServer(files, config);
        TokenSource tokens = anew -> token(anew ? read(files, context) : config);
        return new Identity(
                URI.create(config.getMasterUrl().replaceFirst("/+$", "")),
                PemFiles.either("certificate-authority", config.getCaCertData(), config.getCaCertFile()),
                PemFiles.either("client-certificate", config.getClientCertData(), config.getClientCertFile()),
                PemFiles.either("client-key", config.getClientKeyData(), config.getClientKeyFile()),
                tokens,
                proxy(config));
    }

    private static Config read(List<Path> files, Optional<String> context) {
        List<Path> there = files.stream().filter(Files::exists).toList();
        if (there.isEmpty()) {
            throw unusable(files + " is not there: name a kubeconfig, or a server");
        }
        Config config =
                new ConfigBuilder(Config.empty()).withAutoConfigure(false).build();
        config.setMasterUrl("");
        try {
            KubeConfigUtils.merge(
                    config,
                    context.orElse(null),
                    there.stream()
                            .map(file -> KubeConfigUtils.parseConfig(file.toFile()))
                            .toArray(io.fabric8.kubernetes.api.model.Config[]::new));
        } catch (KubernetesClientException | IllegalArgumentException e) {
            // Its cause quotes the file, tokens included.
            throw unusable(there + " can't be read as kubeconfig");
        }
        checkContext(there, config, context);
        return config;
    }

    private static void checkContext(List<Path> files, Config config, Optional<String> context) {
        boolean wanted = config.getCurrentContext() != null
                && context.map(name -> name.equals(config.getCurrentContext().getName()))
                        .orElse(true);
        if (!wanted) {
            throw unusable(context.map(name -> "context (=" + name + ") is not in " + files)
                    .orElse(files + " has no current context: name one of its contexts"));
        }
    }

    private static void checkServer(List<Path> files, Config config) {
        String server = config.getMasterUrl();
        if (server == null || server.isEmpty()) {
            throw unusable("the cluster of the context is not in " + files);
        }
        if (config.isTrustCerts() || config.isDisableHostnameVerification()) {
            throw unusable("insecure-skip-tls-verify of " + server
                    + " is not followed: whoever is in between could be the server."
                    + " Give its certificate-authority");
        }
        if (!server.startsWith("https://")) {
            throw unusable("server (=" + server + ") must be https://; say server and plaintext = true if it is meant");
        }
        if (config.getTlsServerName() != null && !config.getTlsServerName().isEmpty()) {
            throw unusable("tls-server-name of " + server + " can't be followed");
        }
        if (config.getUsername() != null && !config.getUsername().isEmpty()) {
            throw unusable("the user of " + server + " has a password, which no API server takes any more");
        }
        if (config.getImpersonateUsername() != null
                && !config.getImpersonateUsername().isEmpty()) {
            throw unusable("impersonation at " + server + " can't be followed");
        }
    }

    private static Optional<String> token(Config config) {
        String token = config.getOauthTokenProvider() == null
                ? config.getAutoOAuthToken()
                : config.getOauthTokenProvider().getToken();
        return Optional.ofNullable(token).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Optional<InetSocketAddress> proxy(Config config) {
        String proxy = Optional.ofNullable(config.getHttpsProxy()).orElse(config.getHttpProxy());
        if (proxy == null || proxy.isEmpty()) {
            return Optional.empty();
        }
        URI uri = URI.create(proxy);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null || uri.getUserInfo() != null) {
            throw unusable("proxy-url must be http://HOST:PORT");
        }
        return Optional.of(new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? HTTP_PORT : uri.getPort()));
    }

    private static ContactException unusable(String message) {
        return ContactException.unavailable(message, Effect.NONE, null);
    }
}
