package dev.berth.scheduler.k8s;

import dev.berth.scheduler.k8s.KubernetesConfig.Access;
import dev.berth.scheduler.k8s.KubernetesConfig.Certificate;
import dev.berth.scheduler.spi.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a {@link KubernetesConfig} from a section of a configuration; every problem goes to the section. */
final class KubernetesSettings {
    private static final String ADDRESS = "must be https://HOST:PORT, or http:// with plaintext = true";

    private final Settings settings;

    KubernetesSettings(Settings settings) {
        this.settings = settings;
    }

    KubernetesConfig read() {
        Optional<Path> kubeconfig = path("kubeconfig");
        Optional<String> context = settings.text("context");
        boolean inCluster = settings.flag("in-cluster").orElse(false);
        Optional<String> server = settings.text("server");
        Optional<Access> stated = server(server);
        List<String> ways = new ArrayList<>();
        server.ifPresent(one -> ways.add("server"));
        kubeconfig.ifPresent(one -> ways.add("kubeconfig"));
        if (inCluster) {
            ways.add("in-cluster");
        }
        ways.stream().skip(1).forEach(way -> settings.refuse(way, way + " must not be stated beside " + ways.get(0)));
        if (context.isPresent() && (server.isPresent() || inCluster)) {
            settings.refuse("context", "context must not be stated without a kubeconfig");
        }
        Access access = inCluster
                ? new KubernetesConfig.InCluster()
                : stated.orElseGet(() -> new KubernetesConfig.Kubeconfig(kubeconfig, context));
        return new KubernetesConfig(access);
    }

    private Optional<Access> server(Optional<String> text) {
        Optional<Path> authority = path("authority");
        Optional<Path> token = path("token-file");
        Optional<Certificate> certificate = certificate();
        boolean plaintext = settings.flag("plaintext").orElse(false);
        if (text.isEmpty()) {
            refuseWithoutServer(authority, token, certificate, plaintext);
            return Optional.empty();
        }
        Optional<URI> address = address(text.get(), plaintext);
        if (token.isPresent() == certificate.isPresent() && !plaintext) {
            settings.refuse(
                    "token-file", "token-file must name a file with a token, or certificate and key those of a client");
        }
        if (token.isPresent() && plaintext) {
            settings.refuse("plaintext", "plaintext must not be true where a token would be sent");
        }
        return address.map(uri -> new KubernetesConfig.Server(uri, authority, token, certificate, plaintext));
    }

    private void refuseWithoutServer(
            Optional<Path> authority, Optional<Path> token, Optional<Certificate> certificate, boolean plaintext) {
        refuseWithoutServer("authority", authority.isPresent());
        refuseWithoutServer("token-file", token.isPresent());
        refuseWithoutServer("certificate", certificate.isPresent());
        refuseWithoutServer("plaintext", plaintext);
    }

    private void refuseWithoutServer(String key, boolean stated) {
        if (stated) {
            settings.refuse(key, key + " must not be stated without a server");
        }
    }

    private Optional<URI> address(String text, boolean plaintext) {
        Optional<URI> address = uri(text).filter(uri -> isServer(uri, plaintext));
        if (address.isEmpty()) {
            settings.refuse("server", "server (=" + text + ") " + ADDRESS);
        }
        return address;
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isServer(URI uri, boolean plaintext) {
        return ("https".equals(uri.getScheme()) || (plaintext && "http".equals(uri.getScheme())))
                && uri.getHost() != null
                && uri.getUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }

    private Optional<Certificate> certificate() {
        Optional<Path> file = path("certificate");
        Optional<Path> key = path("key");
        if (file.isPresent() != key.isPresent()) {
            String missing = file.isPresent() ? "key" : "certificate";
            settings.refuse(missing, missing + " must be the path of a file in PEM: certificate and key go together");
        }
        return file.isPresent() && key.isPresent()
                ? Optional.of(new Certificate(file.get(), key.get()))
                : Optional.empty();
    }

    private Optional<Path> path(String key) {
        Optional<String> text = settings.text(key);
        try {
            return text.map(Path::of);
        } catch (InvalidPathException e) {
            settings.refuse(key, key + " (=" + text.orElse("") + ") must be a path");
            return Optional.empty();
        }
    }
}
