package dev.berth.scheduler.local.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Gives the same bytes to everybody; then closes, or keeps the connection open and silent. */
final class LoopbackServer implements AutoCloseable {
    private final ServerSocket listening;
    private final String answer;
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private volatile boolean hanging;
    private volatile boolean impatient;

    private LoopbackServer(ServerSocket listening, String answer) {
        this.listening = listening;
        this.answer = answer;
    }

    static LoopbackServer answering(String answer) throws IOException {
        return answering(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answer);
    }

    static LoopbackServer answering(ServerSocket listening, String answer) {
        LoopbackServer server = new LoopbackServer(listening, answer);
        Threads.named("loopback-server").newThread(server::serve).start();
        return server;
    }

    static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    LoopbackServer thenHanging() {
        hanging = true;
        return this;
    }

    /** Answers without waiting for the end of a request. */
    LoopbackServer atOnce() {
        impatient = true;
        return this;
    }

    int port() {
        return listening.getLocalPort();
    }

    String nextRequest() throws InterruptedException {
        String request = requests.poll(30, TimeUnit.SECONDS);
        assertThat(request).as("a request").isNotNull();
        return request;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void serve() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                Threads.named("loopback-connection")
                        .newThread(() -> converse(socket))
                        .start();
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void converse(Socket socket) {
        try {
            String request = impatient ? "" : readRequest(socket.getInputStream());
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            if (!hanging) {
                socket.close();
            }
            requests.add(request);
        } catch (IOException expected) {
            // The other side went away, as a probe may.
        }
    }

    private static String readRequest(InputStream input) throws IOException {
        StringBuilder request = new StringBuilder();
        int next = input.read();
        while (next >= 0) {
            request.append((char) next);
            if (request.toString().endsWith("\r\n\r\n")) {
                break;
            }
            next = input.read();
        }
        return request.toString();
    }
}
