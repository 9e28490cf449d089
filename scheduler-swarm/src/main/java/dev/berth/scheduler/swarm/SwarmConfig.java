package dev.berth.scheduler.swarm;

import dev.berth.scheduler.spi.BackendConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Settings of a swarm.
 *
 * @param hosts managers, in the order in which they are tried: {@code unix:///path} or {@code tcp://host:port}
 * @param tls what {@code tcp} addresses are spoken to with; empty only where all are Unix sockets, or it was waived
 */
public record SwarmConfig(List<URI> hosts, Optional<Tls> tls) implements BackendConfig {
    /** The {@code type} that chooses this backend. */
    public static final String TYPE = "swarm";

    /** Where Docker listens unless told otherwise. */
    public static final URI DEFAULT_HOST = URI.create("unix:///var/run/docker.sock");

    public SwarmConfig {
        hosts = List.copyOf(hosts);
    }

    /** Managers without TLS, and all else by default. */
    public static SwarmConfig at(URI... hosts) {
        return new SwarmConfig(List.of(hosts), Optional.empty());
    }

    public SwarmConfig withTls(Tls files) {
        return new SwarmConfig(hosts, Optional.of(files));
    }

    @Override
    public String type() {
        return TYPE;
    }

    /**
     * Files for mutual TLS, in PEM.
     *
     * @param authority whose certificates are trusted, and no others
     * @param certificate ours
     * @param key of our certificate; only its owner may read the file
     */
    public record Tls(Path authority, Path certificate, Path key) {}
}
