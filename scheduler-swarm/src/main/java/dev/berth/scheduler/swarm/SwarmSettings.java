package dev.berth.scheduler.swarm;

import dev.berth.scheduler.spi.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a {@link SwarmConfig} from a section of a configuration; every problem goes to the section. */
final class SwarmSettings {
    private static final int LAST_PORT = 65_535;

    private final Settings settings;

    SwarmSettings(Settings settings) {
        this.settings = settings;
    }

    SwarmConfig read() {
        List<URI> hosts = hosts();
        Optional<Settings> section = settings.section("tls");
        Optional<SwarmConfig.Tls> tls = section.flatMap(SwarmSettings::tls);
        boolean plaintext = settings.flag("plaintext").orElse(false);
        boolean overNetwork = hosts.stream().anyMatch(host -> host.getScheme().equals("tcp"));
        boolean secured = section.isPresent();
        if (overNetwork && !secured && !plaintext) {
            settings.refuse(
                    "tls",
                    "tls must say which certificates to use for tcp:// hosts: whoever reaches a Docker Engine without"
                            + " TLS owns the machine. Where the network itself is safe, plaintext = true waives it");
        }
        if (secured && plaintext) {
            settings.refuse("plaintext", "plaintext must not be true where tls is stated");
        }
        return new SwarmConfig(hosts, tls);
    }

    private List<URI> hosts() {
        Optional<String> one = settings.text("host");
        List<String> several = settings.texts("hosts");
        if (one.isPresent() && !several.isEmpty()) {
            settings.refuse("host", "host must not be stated beside hosts");
        }
        List<URI> hosts = new ArrayList<>();
        one.flatMap(text -> host("host", text)).ifPresent(hosts::add);
        several.forEach(text -> host("hosts", text).ifPresent(hosts::add));
        return one.isEmpty() && several.isEmpty() ? List.of(SwarmConfig.DEFAULT_HOST) : hosts;
    }

    private Optional<URI> host(String key, String text) {
        Optional<String> problem = problem(text);
        problem.ifPresent(words -> settings.refuse(key, key + " (=" + text + ") " + words));
        return problem.isEmpty() ? Optional.of(URI.create(text)) : Optional.empty();
    }

    /** What is wrong with the address of a manager, if anything. */
    private static Optional<String> problem(String text) {
        if (text.startsWith("ssh://")) {
            String target = text.substring("ssh://".length());
            return Optional.of("can't be spoken to over SSH; ssh -nNT -L /tmp/swarm.sock:/var/run/docker.sock " + target
                    + " makes it unix:///tmp/swarm.sock here");
        }
        try {
            URI uri = new URI(text);
            if ("unix".equals(uri.getScheme())) {
                return uri.getRawAuthority() == null && uri.getPath().length() > 1 && isBare(uri)
                        ? Optional.empty()
                        : Optional.of("must be unix:///PATH");
            }
            if ("tcp".equals(uri.getScheme())) {
                return uri.getHost() != null && isPort(uri.getPort()) && uri.getUserInfo() == null && isBare(uri)
                        ? Optional.empty()
                        : Optional.of("must be tcp://HOST:PORT; the usual port is 2376");
            }
        } catch (URISyntaxException e) {
            return Optional.of("must be unix:///PATH or tcp://HOST:PORT");
        }
        return Optional.of("must be unix:///PATH or tcp://HOST:PORT");
    }

    private static boolean isBare(URI uri) {
        return uri.getRawQuery() == null && uri.getRawFragment() == null;
    }

    private static boolean isPort(int port) {
        return port >= 1 && port <= LAST_PORT;
    }

    /** The three files, or the directory in which they have the names that Docker's own command gives them. */
    private static Optional<SwarmConfig.Tls> tls(Settings section) {
        Optional<Path> directory = path(section, "directory");
        Optional<Path> authority = file(section, "authority", directory, "ca.pem");
        Optional<Path> certificate = file(section, "certificate", directory, "cert.pem");
        Optional<Path> key = file(section, "key", directory, "key.pem");
        if (authority.isEmpty() || certificate.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SwarmConfig.Tls(authority.get(), certificate.get(), key.get()));
    }

    private static Optional<Path> file(Settings section, String name, Optional<Path> directory, String usual) {
        Optional<Path> stated = path(section, name);
        if (stated.isEmpty() && directory.isEmpty()) {
            section.refuse(name, name + " must be the path of a file in PEM, or directory that of one with " + usual);
        }
        return stated.or(() -> directory.map(parent -> parent.resolve(usual)));
    }

    private static Optional<Path> path(Settings section, String key) {
        Optional<String> text = section.text(key);
        try {
            return text.map(Path::of);
        } catch (InvalidPathException e) {
            section.refuse(key, key + " (=" + text.orElse("") + ") must be a path");
            return Optional.empty();
        }
    }
}
