package dev.berth.scheduler.k8s.connection;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spi.Call;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A way to a cluster, taken with the first request, as what it needs may not be there yet, and again when what it told has run
 * out or was refused.
 */
public final class Access {
    private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private interface Way {
        Identity go(Call call);
    }

    private final Way way;

    private Access(Way way) {
        this.way = way;
    }

    /** A context of kubeconfigs, of which the first that says something counts; the current one if none is named. */
    public static Access kubeconfig(List<Path> files, Optional<String> context) {
        return new Access(call -> Kubeconfigs.identity(files, context, call));
    }

    /** Where kubectl looks, and the pod this runs in where there is nothing. */
    public static Access found(Map<String, String> environment, Path home, Optional<String> context) {
        List<Path> files = Kubeconfigs.usual(environment, home);
        boolean inCluster = files.stream().noneMatch(Files::exists)
                && context.isEmpty()
                && environment.containsKey("KUBERNETES_SERVICE_HOST");
        return inCluster ? inCluster(environment) : kubeconfig(files, context);
    }

    /** The service account of the pod this runs in. */
    public static Access inCluster(Map<String, String> environment) {
        return inCluster(environment, SERVICE_ACCOUNT);
    }

    static Access inCluster(Map<String, String> environment, Path account) {
        return new Access(call -> {
            String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
            if (host.isEmpty()) {
                throw ContactException.unavailable(
                        "in-cluster works in a pod only: KUBERNETES_SERVICE_HOST is not in the environment",
                        Effect.NONE,
                        null);
            }
            String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
            String address = host.contains(":") ? "[" + host + "]" : host;
            return new Identity(
                    URI.create("https://" + address + ":" + port),
                    Optional.of(PemFiles.open("authority", account.resolve("ca.crt"))),
                    Credentials.of(
                            new TokenFile("the service account's token", account.resolve("token")),
                            Optional.empty(),
                            Optional.empty()),
                    Optional.empty());
        });
    }

    /** A server with what is stated about it. */
    public static Access server(
            URI server,
            Optional<Path> authority,
            Optional<Path> token,
            Optional<Path> certificate,
            Optional<Path> key) {
        return new Access(call -> new Identity(
                server,
                authority.map(file -> PemFiles.open("authority", file)),
                Credentials.of(
                        token.<TokenSource>map(file -> new TokenFile("token-file", file))
                                .orElse(TokenSource.NONE),
                        certificate.map(file -> PemFiles.open("certificate", file)),
                        key.map(file -> PemFiles.secret("key", file))),
                Optional.empty()));
    }

    /** Goes it anew, by the end of the call. */
    Identity identity(Call call) {
        return way.go(call);
    }
}
