package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.local.agent.wire.FrameChannel;
import dev.berth.scheduler.spi.Backend;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves a backend to whoever can reach the socket and knows the token. Doesn't close the backend. */
public final class AgentServer implements AutoCloseable {
    /** How many calls run at once; one more is refused. Each costs two threads and up to three descriptors. */
    static final int MAXIMUM_CONNECTIONS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(AgentServer.class);
    private static final int BACKLOG = 128;
    private static final int CLOSE_SECONDS = 5;

    private final ServerSocketChannel listening;
    private final String token;
    private final AgentService service;
    private final AgentSettings settings;
    private final ExecutorService threads = Executors.newCachedThreadPool(AgentServer::thread);
    private final Set<AgentConnection> connections = ConcurrentHashMap.newKeySet();

    private AgentServer(ServerSocketChannel listening, String token, Backend backend, AgentSettings settings) {
        this.listening = listening;
        this.token = token;
        this.service = new AgentService(backend);
        this.settings = settings;
    }

    /**
     * Begins to listen.
     *
     * @param socket where; must not exist
     * @param token what every connection has to begin with
     * @param settings what the backend was opened with
     */
    static AgentServer start(Path socket, String token, Backend backend, AgentSettings settings) throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listening.bind(UnixDomainSocketAddress.of(socket), BACKLOG);
            AgentFiles.makePrivate(socket);
        } catch (IOException e) {
            listening.close();
            throw e;
        }
        AgentServer server = new AgentServer(listening, token, backend, settings);
        server.threads.execute(server::accept);
        return server;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "agent-server");
        thread.setDaemon(true);
        return thread;
    }

    private void accept() {
        try {
            while (true) {
                admit(new FrameChannel(listening.accept()));
            }
        } catch (ClosedChannelException e) {
            LOG.debug("no longer listening", e);
        } catch (IOException e) {
            LOG.error("can't accept connections any more", e);
        }
    }

    private void admit(FrameChannel frames) {
        AgentConnection connection = new AgentConnection(frames, token, settings, service, threads);
        try {
            if (connections.size() >= MAXIMUM_CONNECTIONS) {
                threads.execute(() -> turnAway(connection));
            } else {
                connections.add(connection);
                threads.execute(() -> serve(connection));
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("a caller came while the agent stops", e);
            connection.close();
        }
    }

    private static void turnAway(AgentConnection connection) {
        try (connection) {
            connection.turnAway(ContactException.unavailable(
                    "the agent serves " + MAXIMUM_CONNECTIONS + " calls already, its most at once", Effect.NONE, null));
        }
    }

    private void serve(AgentConnection connection) {
        try (connection) {
            connection.serve();
        } finally {
            connections.remove(connection);
        }
    }

    /** How many calls are being served. */
    int connections() {
        return connections.size();
    }

    /** Ends every call and waits some seconds for them. Idempotent. */
    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            LOG.warn("can't close the socket", e);
        }
        connections.forEach(AgentConnection::close);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("{} calls did not end when asked to", connections.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
