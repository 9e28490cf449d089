package dev.berth.scheduler.swarm.connection;

import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to one manager, for one request at a time. docker-java's client can't be given a limit for each request
 * and can't break off one of several; one of a single connection can be closed as a whole, which ends whatever waits for
 * it.
 */
final class Lane {
    /** So that an address nobody answers at leaves time for the next one. */
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final DockerHttpClient client;
    private final Set<Lane> open;
    /** What TLS runs over; null without TLS, or before it has connected. */
    private volatile @Nullable Socket below;

    private volatile boolean used;
    private volatile long idleSince;

    private Lane(URI host, Optional<SSLContext> tls, Set<Lane> open) {
        ApacheDockerHttpClient.Builder builder = new ApacheDockerHttpClient.Builder()
                .dockerHost(host)
                .maxConnections(1)
                .connectionTimeout(CONNECT_LIMIT);
        tls.map(context -> TlsBelow.of(context, this::isLaidOver))
                .ifPresent(context -> builder.sslConfig(() -> context));
        this.client = builder.build();
        this.open = open;
    }

    /** Prepares one, which stands in {@code open} until it is closed; it connects with the first request. */
    static Lane to(URI host, Optional<SSLContext> tls, Set<Lane> open) {
        Lane lane = new Lane(host, tls, open);
        open.add(lane);
        return lane;
    }

    private void isLaidOver(Socket socket) {
        below = socket;
    }

    /** Sends a request and waits for the head of the answer. */
    DockerHttpClient.Response send(String method, String path, RequestBody body) throws IOException {
        DockerHttpClient.Request.Builder request = DockerHttpClient.Request.builder();
        request.method(method).path(path).body(body);
        request.putHeader("Accept-Encoding", "identity").putHeader("User-Agent", "berth");
        if (!method.equals("GET")) {
            request.putHeader("Content-Type", "application/json");
        }
        try {
            return client.execute(request.build());
        } catch (RuntimeException e) {
            // The transport wraps every failure so; closing it meanwhile makes others.
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
        }
    }

    /** Marks that an answer has been read to its end, so that the connection can be used again. */
    void rest() {
        used = true;
        idleSince = System.nanoTime();
    }

    /** Whether it was used before, so that the other side may have closed it meanwhile. */
    boolean isUsed() {
        return used;
    }

    boolean isIdleLonger(Duration limit) {
        return System.nanoTime() - idleSince > limit.toNanos();
    }

    boolean isTls() {
        return below != null;
    }

    boolean isClosed() {
        return !open.contains(this);
    }

    /** Closes the connection, whoever waits for it. */
    void close() {
        open.remove(this);
        Socket stuck = below;
        try {
            if (stuck != null) {
                stuck.close();
            }
            client.close();
        } catch (IOException e) {
            LOG.debug("a connection was not closed in order", e);
        }
    }
}
