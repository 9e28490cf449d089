package dev.berth.scheduler.k8s.connection;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/**
 * A server, whom we trust to be it, and who we are. Nothing secret is told of it.
 *
 * @param authority whose certificates are trusted; empty for those that Java trusts
 */
record Identity(URI server, Optional<Pem> authority, Credentials credentials, Optional<InetSocketAddress> proxy) {

    @Override
    public String toString() {
        return server.toString();
    }
}
