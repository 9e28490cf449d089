package dev.berth.scheduler.benchmarks.kubernetes;

import dev.berth.scheduler.benchmarks.cluster.HttpRequests;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Plain HTTP on loopback that leads to an API server, with TLS and a token on the way, and records each request that goes
 * through. Thread-safe.
 */
final class CountingProxy implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CountingProxy.class.getName());

    private final Cluster cluster;
    private final ServerSocket server;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final List<ApiCall> requests = new CopyOnWriteArrayList<>();

    /** Listens. */
    CountingProxy(Cluster cluster) throws IOException {
        this.cluster = cluster;
        this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        start("berth-bench-accept", () -> {
            while (!server.isClosed()) {
                serve(server.accept());
            }
        });
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** What went through since it was asked last, oldest first. */
    List<ApiCall> take() {
        List<ApiCall> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    private void serve(Socket client) throws IOException {
        Socket upstream = upstream();
        open.addAll(Set.of(client, upstream));
        start("berth-bench-requests", () -> {
            try (client;
                    upstream) {
                new HttpRequests(
                                new BufferedInputStream(client.getInputStream()),
                                new BufferedOutputStream(upstream.getOutputStream()),
                                List.of("Authorization: " + cluster.authorization()))
                        .pass(line -> requests.add(ApiCall.of(line)));
            } finally {
                open.removeAll(Set.of(client, upstream));
            }
        });
        start("berth-bench-answers", () -> {
            try (client;
                    upstream) {
                upstream.getInputStream().transferTo(client.getOutputStream());
            }
        });
    }

    private Socket upstream() throws IOException {
        URI to = cluster.server();
        SSLSocket socket = (SSLSocket) cluster.trust().getSocketFactory().createSocket(to.getHost(), to.getPort());
        SSLParameters verified = socket.getSSLParameters();
        verified.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(verified);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static void start(String name, Passing work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One side is gone, and both are closed: the other side sees just that.
                        LOG.log(System.Logger.Level.DEBUG, "a connection ended", e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Closeable socket : open) {
            socket.close();
        }
    }

    private interface Passing {
        void run() throws IOException;
    }
}
