package dev.berth.scheduler.local.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Stands between callers and an agent: a state directory whose {@code agent.json} leads to this socket, and what comes
 * there goes on to the agent's own. What happens to each connection is for {@link Route} to say.
 */
public final class AgentProxy implements AutoCloseable {
    private final ServerSocketChannel listening;
    private final Path agentSocket;
    private final Route route;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "agent-proxy");
        thread.setDaemon(true);
        return thread;
    });

    private AgentProxy(ServerSocketChannel listening, Path agentSocket, Route route) {
        this.listening = listening;
        this.agentSocket = agentSocket;
        this.route = route;
    }

    /** What becomes of one connection; may take its time, and must close what it opens. */
    public interface Route {
        void run(AgentProxy proxy, SocketChannel caller) throws IOException;
    }

    /**
     * Begins to listen.
     *
     * @param directory empty; callers use it as state directory
     * @param agent the state directory of an agent that runs
     */
    public static AgentProxy start(Path directory, Path agent, Route route) throws IOException {
        Path socket = directory.resolve("agent.sock");
        Path agentSocket = agent.resolve("agent.sock");
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listening.bind(UnixDomainSocketAddress.of(socket));
        Path endpoint = directory.resolve("agent.json");
        Files.createFile(endpoint, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                endpoint,
                Files.readString(agent.resolve("agent.json")).replace(agentSocket.toString(), socket.toString()));
        AgentProxy proxy = new AgentProxy(listening, agentSocket, route);
        proxy.threads.execute(proxy::accept);
        return proxy;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel caller = listening.accept();
                open.add(caller);
                threads.execute(() -> run(caller));
            }
        } catch (IOException closed) {
            // Which is how it ends.
            open.forEach(AgentProxy::close);
        }
    }

    private void run(SocketChannel caller) {
        try {
            route.run(this, caller);
        } catch (IOException e) {
            // One side went away; so does the other.
            close(caller);
        } finally {
            close(caller);
            open.remove(caller);
        }
    }

    /** A connection of its own to the agent. */
    public SocketChannel agent() throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(agentSocket));
        open.add(channel);
        return channel;
    }

    /** Passes on what comes, changed, in both directions, until either side ends. */
    public void pass(SocketChannel caller, SocketChannel agent, Change requests, Change answers) {
        threads.execute(() -> copy(caller, agent, requests));
        copy(agent, caller, answers);
    }

    /** Passes on what the caller says and nothing that the agent answers, until the caller ends. */
    void passRequests(SocketChannel caller, SocketChannel agent) {
        swallow(agent);
        copy(caller, agent, Change.NONE);
    }

    /** What comes out of what came in; fewer bytes than came in end the connection. */
    public interface Change {
        Change NONE = bytes -> bytes;

        byte[] of(byte[] bytes);

        /** Another text of the same length in place of one. */
        static Change replace(String text, String other) {
            return bytes -> new String(bytes, StandardCharsets.ISO_8859_1)
                    .replace(text, other)
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private void copy(SocketChannel from, SocketChannel to, Change change) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try {
            while (from.read(buffer.clear()) >= 0) {
                byte[] came = new byte[buffer.flip().remaining()];
                buffer.get(came);
                byte[] goes = change.of(came);
                ByteBuffer rest = ByteBuffer.wrap(goes);
                while (rest.hasRemaining()) {
                    to.write(rest);
                }
                if (goes.length < came.length) {
                    break;
                }
            }
        } catch (IOException e) {
            // One side went away; so does the other.
            close(from);
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    /** Reads what nobody is to see, until the other side ends, while others go on. */
    void swallow(SocketChannel from) {
        threads.execute(() -> drain(from));
    }

    /** Reads what nobody is to see, until the other side ends. */
    void drain(SocketChannel from) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try {
            while (from.read(buffer.clear()) >= 0) {
                buffer.flip();
            }
        } catch (IOException e) {
            // It went away.
            close(from);
        } finally {
            close(from);
            open.remove(from);
        }
    }

    static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a local socket can't fail to close", e);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        open.forEach(AgentProxy::close);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new AssertionError("a connection of the proxy did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
