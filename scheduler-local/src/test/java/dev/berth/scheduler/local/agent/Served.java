package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.local.agent.wire.Hello;
import java.io.IOException;
import java.nio.file.Path;

/** A fake backend, served in this JVM over a real socket, with a client. */
final class Served implements AutoCloseable {
    static final String TOKEN = "right";

    final FakeBackend backend = new FakeBackend();
    final AgentEndpoint endpoint;
    final AgentServer server;
    final AgentBackend client;

    Served(Path stateDirectory) throws IOException {
        AgentFiles files = new AgentFiles(stateDirectory);
        endpoint = new AgentEndpoint(files.newSocket(), ProcessHandle.current().pid(), "none", Hello.ours(TOKEN));
        server = AgentServer.start(endpoint.socket(), TOKEN, backend, AgentSettings.UNSAID);
        new EndpointFile(files).write(endpoint);
        client = AgentBackend.attached(stateDirectory);
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
