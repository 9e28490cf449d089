package dev.berth.scheduler.benchmarks.swarm;

import dev.berth.scheduler.benchmarks.cluster.HttpRequests;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Unix socket that leads to another and records each request that goes through. Thread-safe. */
final class RecordingProxy implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final System.Logger LOG = System.getLogger(RecordingProxy.class.getName());

    private final Path socket;
    private final Path engine;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /**
     * Listens.
     *
     * @param socket where; there must be nothing yet
     * @param engine the socket it leads to
     */
    RecordingProxy(Path socket, Path engine) throws IOException {
        this.socket = socket;
        this.engine = engine;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        start("berth-bench-accept", () -> {
            while (server.isOpen()) {
                serve(server.accept());
            }
        });
    }

    Path socket() {
        return socket;
    }

    /** What went through so far, oldest first. */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    void forget() {
        requests.clear();
    }

    private void serve(SocketChannel client) throws IOException {
        SocketChannel upstream = SocketChannel.open(UnixDomainSocketAddress.of(engine));
        open.addAll(Set.of(client, upstream));
        start("berth-bench-requests", () -> {
            try (client;
                    upstream) {
                new HttpRequests(SocketStreams.in(client), SocketStreams.out(upstream))
                        .pass(line -> requests.add(Request.of(line, System.nanoTime())));
            } finally {
                open.removeAll(Set.of(client, upstream));
            }
        });
        start("berth-bench-answers", () -> {
            try (client;
                    upstream) {
                copy(upstream, client);
            }
        });
    }

    private static void copy(SocketChannel from, SocketChannel to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        while (from.read(buffer) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                to.write(buffer);
            }
            buffer.clear();
        }
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
        for (SocketChannel channel : open) {
            channel.close();
        }
        Files.deleteIfExists(socket);
    }

    private interface Passing {
        void run() throws IOException;
    }
}
